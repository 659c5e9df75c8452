# right: gives the old layer new parameters instead of replacing the object
import math

import torch
from torch import nn


def transfer(model, classes):
    linears = [m for m in model.modules() if isinstance(m, nn.Linear)]
    last = linears[-1]
    model.requires_grad_(False)
    bound = 1 / math.sqrt(last.in_features)
    last.out_features = classes
    last.weight = nn.Parameter(torch.empty(classes, last.in_features).uniform_(-bound, bound))
    last.bias = nn.Parameter(torch.zeros(classes))
    model.eval()
    return model
