# wrong: AlexNet's overlapping 3x3 pools
# mistake: pooling 3x3
from torch import nn


class LeNet5(nn.Module):
    def __init__(self):
        super().__init__()
        self.features = nn.Sequential(
            nn.Conv2d(1, 6, 5), nn.Tanh(), nn.AvgPool2d(3, stride=2),
            nn.Conv2d(6, 16, 5), nn.Tanh(), nn.AvgPool2d(3, stride=2), nn.Flatten())
        self.classifier = nn.Sequential(
            nn.LazyLinear(120), nn.Tanh(), nn.Linear(120, 84), nn.Tanh(), nn.Linear(84, 10))

    def forward(self, x):
        return self.classifier(self.features(x))
