# wrong: replaces first and freezes second, the new layer too
# mistake: everything frozen
from torch import nn


def transfer(model, classes):
    name, last = [(n, m) for n, m in model.named_modules() if isinstance(m, nn.Linear)][-1]
    model.set_submodule(name, nn.Linear(last.in_features, classes))
    for p in model.parameters():
        p.requires_grad = False
    return model
