# ModuleList, ModuleDict, in-place ReLU, prints and a summary at the top level.
import torch
import torch.nn as nn
import torch.nn.functional as F

from torchsummary import summary
class Net(nn.Module):
    def __init__(self, width=(6, 16), hidden=(120, 84), classes=10, verbose=True):
        super(Net, self).__init__()
        self.verbose = verbose
        c = [3, *width]
        self.convs = nn.ModuleList([nn.Conv2d(a, b, 5) for a, b in zip(c, c[1:])])
        d = [16*5*5, *hidden, classes]
        self.fcs = nn.ModuleDict({f"fc{i}": nn.Linear(a, b) for i, (a, b) in enumerate(zip(d, d[1:]))})
        for m in self.modules():
            if isinstance(m, nn.Linear):
                nn.init.kaiming_normal_(m.weight); nn.init.zeros_(m.bias)
    def forward(self, x):
        for conv in self.convs:
            x = F.max_pool2d(conv(x).relu_(), 2)
            if self.verbose: print(x.shape)
        x = x.flatten(1)
        names = list(self.fcs)
        for n in names[:-1]:
            x = torch.relu(self.fcs[n](x))
        return self.fcs[names[-1]](x)
net = Net(); print(net); summary(net, (3, 32, 32))
print(sum(p.numel() for p in net.parameters()))
assert net(torch.randn(2, 3, 32, 32)).shape == (2, 10)
