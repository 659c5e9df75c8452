# wrong: average pools
# mistake: average for maximum
from torch import nn


def conv(*args, **kwargs):
    return nn.Sequential(nn.Conv2d(*args, **kwargs), nn.ReLU())


class AlexNet(nn.Sequential):
    def __init__(self):
        super().__init__(
            conv(3, 96, 11, stride=4), nn.AvgPool2d(3, 2), conv(96, 256, 5, padding=2), nn.AvgPool2d(3, 2),
            conv(256, 384, 3, padding=1), conv(384, 384, 3, padding=1), conv(384, 256, 3, padding=1), nn.AvgPool2d(3, 2),
            nn.Flatten(), nn.Linear(9216, 4096), nn.ReLU(), nn.Linear(4096, 4096), nn.ReLU(), nn.Linear(4096, 1000))
