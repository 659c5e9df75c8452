# wrong: nothing but pooling after the convolutions
# mistake: activation forgotten after the convolutions
import torch
from torch import nn


class LeNet5(nn.Module):
    def __init__(self):
        super().__init__()
        self.features = nn.Sequential(nn.Conv2d(1, 6, 5), nn.AvgPool2d(2, 2), nn.Conv2d(6, 16, 5), nn.AvgPool2d(2, 2))
        self.c5 = nn.Conv2d(16, 120, 5)
        self.f6 = nn.Linear(120, 84)
        self.f7 = nn.Linear(84, 10)

    def forward(self, x):
        x = torch.tanh(self.c5(self.features(x)))[:, :, 0, 0]
        return self.f7(torch.tanh(self.f6(x)))
