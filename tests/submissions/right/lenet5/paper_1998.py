# right: as in the paper, Tanh and average pooling, C5 as a convolution
import torch.nn as nn


class LeNet5(nn.Module):
    def __init__(self):
        super().__init__()
        self.c1 = nn.Conv2d(1, 6, kernel_size=5)
        self.s2 = nn.AvgPool2d(kernel_size=2, stride=2)
        self.c3 = nn.Conv2d(6, 16, kernel_size=5)
        self.s4 = nn.AvgPool2d(kernel_size=2, stride=2)
        self.c5 = nn.Conv2d(16, 120, kernel_size=5)
        self.f6 = nn.Linear(120, 84)
        self.output = nn.Linear(84, 10)
        self.tanh = nn.Tanh()

    def forward(self, x):
        x = self.s2(self.tanh(self.c1(x)))
        x = self.s4(self.tanh(self.c3(x)))
        x = self.tanh(self.c5(x))
        x = x.view(x.size(0), -1)
        x = self.tanh(self.f6(x))
        return self.output(x)
