# wrong: no classifier
# mistake: none
# kind: python error
from torch import nn


def transfer(model, classes):
    for parameter in model.parameters():
        parameter.requires_grad = False
    model.classifier[6] = nn.Linear(model.classifier[6].in_feature, classes)
    return model
