# wrong: only where the last layer is called classifier
# mistake: none
# kind: limited
from torch import nn

def transfer(model, classes):
    for p in model.parameters():
        p.requires_grad = False
    inputs = model.classifier[-1].in_features
    model.classifier[-1] = nn.Linear(inputs, classes)
    return model
