# wrong: whole classifier
# mistake: none
# kind: undeclared
from torch import nn


def transfer(model, classes):
    for parameter in model.parameters():
        parameter.requires_grad = False
    model.classifier = nn.Sequential(nn.Linear(256, classes))
    return model
