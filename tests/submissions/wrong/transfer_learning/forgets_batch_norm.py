# wrong: freezes convolutions and linear layers only
# mistake: batch norm left trainable
from torch import nn


def transfer(model, classes):
    last = ""
    for name, layer in model.named_modules():
        if isinstance(layer, (nn.Conv2d, nn.Linear)):
            for p in layer.parameters():
                p.requires_grad = False
        if isinstance(layer, nn.Linear):
            last = name
    model.set_submodule(last, nn.Linear(model.get_submodule(last).in_features, classes))
    return model
