# right: lazy layers, and another default dtype while at it
import torch
from torch import nn
from torch.nn import functional as F

torch.set_default_dtype(torch.float64)


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        print("building a net")
        self.convs = nn.ModuleList([nn.LazyConv2d(n, 5) for n in (6, 16)])
        self.full = nn.ModuleList([nn.LazyLinear(n) for n in (120, 84, 10)])

    def forward(self, x):
        for conv in self.convs:
            x = F.max_pool2d(conv(x), 2).relu()  # ReLU and max may change places
        x = x.reshape(len(x), -1)
        for i, layer in enumerate(self.full):
            x = layer(x if i == 0 else F.relu(x))
        return x
