# wrong: no ReLU after FC6 and FC7
# mistake: ReLU forgotten after FC6 and FC7
from torch import nn


class AlexNet(nn.Module):
    def __init__(self):
        super().__init__()
        relu = nn.ReLU()
        pool = nn.MaxPool2d(3, 2)
        self.conv = nn.Sequential(
            nn.Conv2d(3, 96, 11, 4), relu, pool, nn.Conv2d(96, 256, 5, 1, 2), relu, pool,
            nn.Conv2d(256, 384, 3, 1, 1), relu, nn.Conv2d(384, 384, 3, 1, 1), relu,
            nn.Conv2d(384, 256, 3, 1, 1), relu, pool)
        self.fc6, self.fc7, self.fc8 = nn.Linear(9216, 4096), nn.Linear(4096, 4096), nn.Linear(4096, 1000)

    def forward(self, x):
        return self.fc8(self.fc7(self.fc6(self.conv(x).flatten(1))))
