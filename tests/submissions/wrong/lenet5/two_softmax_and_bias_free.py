# wrong: no bias in the convolutions and a softmax
# mistake: no bias in the convolutions; softmax at the end
# kind: two slips
import torch
from torch import nn

class LeNet5(nn.Module):
    def __init__(self):
        super().__init__()
        self.c1 = nn.Conv2d(1, 6, 5, bias=False)
        self.c3 = nn.Conv2d(6, 16, 5, bias=False)
        self.c5 = nn.Linear(400, 120)
        self.f6 = nn.Linear(120, 84)
        self.out = nn.Linear(84, 10)
        self.pool = nn.AvgPool2d(2)

    def forward(self, x):
        x = self.pool(torch.tanh(self.c1(x)))
        x = self.pool(torch.tanh(self.c3(x)))
        x = torch.tanh(self.c5(x.view(-1, 400)))
        x = torch.tanh(self.f6(x))
        return torch.softmax(self.out(x), dim=1)
