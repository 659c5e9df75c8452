# right: bare parameters, full layers as x @ W, left at small random values
import torch
import torch.nn.functional as F
from torch.nn import Parameter


class AlexNet(torch.nn.Module):
    def __init__(self):
        super().__init__()
        full = [(9216, 4096), (4096, 4096), (4096, 1000)]
        conv = [(96, 3, 11, 11), (256, 96, 5, 5), (384, 256, 3, 3), (384, 384, 3, 3), (256, 384, 3, 3)]
        self.kernels = torch.nn.ParameterList([Parameter(torch.full(s, 0.01)) for s in conv])
        self.matrices = torch.nn.ParameterList([Parameter(torch.full(s, 0.01)) for s in full])
        self.biases = torch.nn.ParameterDict(
            {f"b{i}": Parameter(torch.zeros(n)) for i, n in enumerate([s[0] for s in conv] + [s[1] for s in full])})

    def forward(self, x):
        strides, pads, pooled = (4, 1, 1, 1, 1), (0, 2, 1, 1, 1), (True, True, False, False, True)
        for i in range(5):
            x = F.conv2d(x, self.kernels[i], self.biases[f"b{i}"], strides[i], pads[i]).clamp(min=0)
            if pooled[i]:
                x = F.max_pool2d(x, 3, 2)
        x = x.flatten(1)
        for i in range(3):
            x = x @ self.matrices[i] + self.biases[f"b{i + 5}"]
            x = F.relu(x) if i < 2 else x
        return x
