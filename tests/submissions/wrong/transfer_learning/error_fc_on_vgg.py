# wrong: model.fc on every model
# mistake: none
# or: fc set on every model
# kind: python error
from torch import nn

def transfer(model, classes):
    for p in model.parameters():
        p.requires_grad = False
    model.fc = nn.Linear(model.fc.in_features, classes)
    return model
