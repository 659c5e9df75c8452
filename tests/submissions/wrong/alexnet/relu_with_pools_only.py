# wrong: CONV3 and CONV4 follow one another with nothing between
# mistake: ReLU only before the pools
import torch.nn as nn
import torch.nn.functional as F


class AlexNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.c1 = nn.Conv2d(3, 96, 11, 4)
        self.c2 = nn.Conv2d(96, 256, 5, padding=2)
        self.c3 = nn.Conv2d(256, 384, 3, padding=1)
        self.c4 = nn.Conv2d(384, 384, 3, padding=1)
        self.c5 = nn.Conv2d(384, 256, 3, padding=1)
        self.fc = nn.Sequential(nn.Linear(9216, 4096), nn.ReLU(), nn.Linear(4096, 4096), nn.ReLU(), nn.Linear(4096, 1000))

    def forward(self, x):
        for layers in ([self.c1], [self.c2], [self.c3, self.c4, self.c5]):
            for layer in layers:
                x = layer(x)
            x = F.max_pool2d(F.relu(x), 3, 2)
        return self.fc(x.flatten(1))
