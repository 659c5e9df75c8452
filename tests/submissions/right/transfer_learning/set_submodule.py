# A deep copy whose last layer is set by its path.
import torch
import torch.nn as nn
import torch.nn.functional as F

import copy
def transfer(model, classes):
    model = copy.deepcopy(model).requires_grad_(False)
    for n, m in model.named_modules():
        if isinstance(m, nn.Linear): name, last = n, m
    model.set_submodule(name, nn.Linear(last.in_features, classes))
    return model
