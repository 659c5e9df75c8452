# wrong: a ReLU after every layer, the last one too
# mistake: ReLU after the last layer
from torch import nn


def block(layer):
    return nn.Sequential(layer, nn.ReLU())


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = nn.Sequential(
            block(nn.Conv2d(3, 6, 5)), nn.MaxPool2d(2), block(nn.Conv2d(6, 16, 5)), nn.MaxPool2d(2), nn.Flatten(),
            block(nn.Linear(400, 120)), block(nn.Linear(120, 84)), block(nn.Linear(84, 10)),
        )

    def forward(self, x):
        return self.layers(x)
