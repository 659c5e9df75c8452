# wrong: in eval list
# mistake: none
# kind: form
from torch import nn


def transfer(model, classes):
    for parameter in model.parameters():
        parameter.requires_grad = False
    name, last = [(n, m) for n, m in model.named_modules() if isinstance(m, nn.Linear)][-1]
    parent = model.get_submodule(name.rpartition(".")[0])
    setattr(parent, name.rpartition(".")[2], nn.Linear(last.in_features, classes))
    return model, last.in_features
