# wrong: no activation from C5 on
# mistake: activation forgotten after C5 and F6
import torch
from torch import nn


class LeNet5(nn.Module):
    def __init__(self):
        super().__init__()
        self.c1, self.c3 = nn.Conv2d(1, 6, 5), nn.Conv2d(6, 16, 5)
        self.pool = nn.AvgPool2d(2)
        self.dense = nn.Sequential(nn.Flatten(), nn.Linear(400, 120), nn.Linear(120, 84), nn.Linear(84, 10))

    def forward(self, x):
        for layer in (self.c1, self.c3):
            x = self.pool(torch.tanh(layer(x)))
        return self.dense(x)
