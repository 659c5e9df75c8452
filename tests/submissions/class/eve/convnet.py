import torch.nn.functional as F
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 6, (5, 5))
        self.conv2 = nn.Conv2d(6, 16, (5, 5))
        self.hidden1, self.hidden2 = nn.Linear(400, 120), nn.Linear(120, 84)
        self.out = nn.Linear(84, 10)
        self.pool = nn.AdaptiveAvgPool2d(14), nn.AdaptiveAvgPool2d(5)

    def forward(self, x):
        x = self.pool[0](F.relu(self.conv1(x)))
        x = self.pool[1](F.relu(self.conv2(x)))
        return self.out(F.relu(self.hidden2(F.relu(self.hidden1(x.flatten(1))))))
