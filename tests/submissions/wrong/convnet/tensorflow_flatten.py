# wrong: puts the channels last before flattening, as another library does
# mistake: channels flattened last
import torch.nn.functional as F
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.a, self.b = nn.Conv2d(3, 6, 5), nn.Conv2d(6, 16, 5)
        self.fc1, self.fc2, self.fc3 = nn.Linear(400, 120), nn.Linear(120, 84), nn.Linear(84, 10)

    def forward(self, x):
        x = F.max_pool2d(F.relu(self.a(x)), 2)
        x = F.max_pool2d(F.relu(self.b(x)), 2)
        x = x.transpose(1, 3).transpose(1, 2).reshape(x.shape[0], 5 * 5 * 16)
        return self.fc3(F.relu(self.fc2(F.relu(self.fc1(x)))))
