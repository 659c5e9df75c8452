# wrong: sets requires_grad on layers, where it does nothing
# mistake: nothing frozen
from torch import nn


def transfer(model, classes):
    last_name = None
    for name, module in model.named_modules():
        module.requires_grad = False
        if isinstance(module, nn.Linear):
            last_name = name
    parent = model.get_submodule(last_name.rpartition(".")[0])
    old = model.get_submodule(last_name)
    setattr(parent, last_name.split(".")[-1], nn.Linear(old.in_features, classes))
    return model
