# wrong: Tanh after every layer, the scores too
# mistake: tanh after the last layer
import torch
from torch import nn


class LeNet5(nn.Module):
    def __init__(self):
        super().__init__()
        self.convs = nn.ModuleList([nn.Conv2d(1, 6, 5), nn.Conv2d(6, 16, 5)])
        self.fcs = nn.ModuleList([nn.Linear(400, 120), nn.Linear(120, 84), nn.Linear(84, 10)])
        self.pool = nn.AvgPool2d(2)

    def forward(self, x):
        for conv in self.convs:
            x = self.pool(torch.tanh(conv(x)))
        x = x.flatten(1)
        for fc in self.fcs:
            x = torch.tanh(fc(x))
        return x
