# wrong: F.dropout without training=self.training goes on in evaluation mode
# mistake: dropout on in evaluation
import torch.nn.functional as F
from torch import nn


class AlexNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.c1, self.c2 = nn.Conv2d(3, 96, 11, 4), nn.Conv2d(96, 256, 5, padding=2)
        self.c3, self.c4 = nn.Conv2d(256, 384, 3, padding=1), nn.Conv2d(384, 384, 3, padding=1)
        self.c5 = nn.Conv2d(384, 256, 3, padding=1)
        self.f6, self.f7, self.f8 = nn.Linear(9216, 4096), nn.Linear(4096, 4096), nn.Linear(4096, 1000)

    def forward(self, x):
        x = F.max_pool2d(F.relu(self.c1(x)), 3, 2)
        x = F.max_pool2d(F.relu(self.c2(x)), 3, 2)
        x = F.max_pool2d(F.relu(self.c5(F.relu(self.c4(F.relu(self.c3(x)))))), 3, 2)
        x = F.relu(self.f6(F.dropout(x.flatten(1))))
        x = F.relu(self.f7(F.dropout(x)))
        return self.f8(x)
