# wrong: the new layer has as many outputs as the old one
# mistake: number of outputs left as it was
from torch import nn


def transfer(model, classes):
    model.requires_grad_(False)
    name, last = [(n, m) for n, m in model.named_modules() if isinstance(m, nn.Linear)][-1]
    model.set_submodule(name, nn.Linear(last.in_features, last.out_features))
    return model
