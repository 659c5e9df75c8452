# wrong: freezes all but the old last layer, and keeps that
# mistake: last layer kept
from torch import nn


def transfer(model, classes):
    model.requires_grad_(False)
    last = [m for m in model.modules() if isinstance(m, nn.Linear)][-1]
    last.requires_grad_(True)
    return model
