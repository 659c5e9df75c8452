# wrong: knows torchvision's names only
# mistake: none
from torch import nn


def transfer(model, classes):
    for p in model.parameters():
        p.requires_grad = False
    if hasattr(model, "fc"):
        model.fc = nn.Linear(model.fc.in_features, classes)
    else:
        model.classifier[6] = nn.Linear(model.classifier[6].in_features, classes)
    return model
