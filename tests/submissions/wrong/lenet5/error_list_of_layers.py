# wrong: list of layers
# mistake: none
# kind: python error
from torch import nn


class LeNet5(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = [nn.Conv2d(1, 6, 5), nn.Tanh(), nn.AvgPool2d(2), nn.Conv2d(6, 16, 5), nn.Tanh(), nn.AvgPool2d(2)]
        self.fc = nn.Sequential(nn.Flatten(), nn.Linear(400, 120), nn.Tanh(), nn.Linear(120, 84), nn.Tanh(), nn.Linear(84, 10))

    def forward(self, x):
        return self.fc(self.layers(x))
