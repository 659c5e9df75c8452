# right: layers by attribute, registered from the last to the first, functions between
import torch.nn.functional as F
from torch import nn


class AlexNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc8 = nn.Linear(4096, 1000)
        self.fc7 = nn.Linear(4096, 4096)
        self.fc6 = nn.Linear(9216, 4096)
        self.conv5 = nn.Conv2d(384, 256, 3, 1, 1)
        self.conv4 = nn.Conv2d(384, 384, 3, 1, 1)
        self.conv3 = nn.Conv2d(256, 384, 3, 1, 1)
        self.conv2 = nn.Conv2d(96, 256, 5, 1, 2)
        self.conv1 = nn.Conv2d(3, 96, 11, 4, 0)

    def pool(self, x):
        return F.max_pool2d(x, 3, 2)

    def forward(self, x):
        x = self.pool(self.conv1(x)).relu()  # the largest is the largest before and after ReLU
        x = self.pool(F.relu(self.conv2(x)))
        x = F.relu(self.conv3(x))
        x = F.relu(self.conv4(x))
        x = self.pool(F.relu(self.conv5(x)))
        x = x.view(-1, 9216)
        x = F.dropout(F.relu(self.fc6(x)), 0.5, self.training)
        x = F.dropout(F.relu(self.fc7(x)), 0.5, self.training)
        return self.fc8(x)
