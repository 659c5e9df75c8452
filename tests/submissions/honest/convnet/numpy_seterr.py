# honest: NumPy's errors raised, tensors printed, torch's functional forms
import copy

import numpy as np
import torch
import torch.nn.functional as F

np.seterr(all="raise")
np.random.seed(0)


class Net(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = torch.nn.LazyConv2d(6, 5)
        self.conv2 = torch.nn.LazyConv2d(16, 5)
        self.fc = torch.nn.ModuleList([torch.nn.Linear(*shape) for shape in ((400, 120), (120, 84), (84, 10))])
        copy.deepcopy(self)

    def forward(self, x):
        for conv in (self.conv1, self.conv2):
            x = F.max_pool2d(F.relu(conv(x)), 2)
        x = x.reshape(x.shape[0], -1)
        for layer in self.fc[:-1]:
            x = F.relu(layer(x))
        return self.fc[-1](x)
