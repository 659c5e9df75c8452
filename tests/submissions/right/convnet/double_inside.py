# A network that computes in float64 inside, with lazy layers.
import torch
import torch.nn as nn
import torch.nn.functional as F

torch.manual_seed(3)
torch.set_num_threads(1)
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.features = nn.Sequential(nn.Conv2d(3, 6, 5), nn.ReLU(inplace=True), nn.MaxPool2d(2), nn.Conv2d(6, 16, 5), nn.ReLU(True), nn.MaxPool2d(2), nn.Flatten())
        self.head = nn.Sequential(nn.LazyLinear(120), nn.ReLU(), nn.Dropout(.5), nn.LazyLinear(84), nn.ReLU(), nn.Linear(84, 10))
        self.double()
    def forward(self, x):
        return self.head(self.features(x.double())).float()
