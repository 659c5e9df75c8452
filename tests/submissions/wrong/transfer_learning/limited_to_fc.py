# wrong: to fc
# mistake: none
# kind: limited
from torch import nn


def transfer(model, classes):
    for parameter in model.parameters():
        parameter.requires_grad = False
    model.fc = nn.Linear(model.fc.in_features, classes)
    return model
