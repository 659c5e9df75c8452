# wrong: tanh scaled by the constants of the paper
# mistake: tanh scaled as in the paper
import torch
import torch.nn as nn
import torch.nn.functional as F

class ScaledTanh(nn.Module):
    def forward(self, x): return 1.7159*torch.tanh(2*x/3)
class LeNet5(nn.Module):
    def __init__(self):
        super().__init__()
        self.c = nn.Sequential(nn.Conv2d(1, 6, 5), ScaledTanh(), nn.AvgPool2d(2), nn.Conv2d(6, 16, 5), ScaledTanh(), nn.AvgPool2d(2), nn.Conv2d(16, 120, 5), ScaledTanh(), nn.Flatten())
        self.f = nn.Sequential(nn.Linear(120, 84), ScaledTanh(), nn.Linear(84, 10))
    def forward(self, x): return self.f(self.c(x))
