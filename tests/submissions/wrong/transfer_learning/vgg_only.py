# wrong: 4096 inputs whatever the model
# mistake: none
from torch import nn


def transfer(model, classes):
    model.requires_grad_(False)
    model.classifier[6] = nn.Linear(4096, classes)
    return model
