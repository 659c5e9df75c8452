# wrong: stops at the first Linear
# mistake: first fully connected layer replaced
from torch import nn


def transfer(model, classes):
    for p in model.parameters():
        p.requires_grad = False
    for name, module in model.named_modules():
        if isinstance(module, nn.Linear):
            model.set_submodule(name, nn.Linear(module.in_features, classes))
            break
    return model
