# The number of outputs is changed in the old layer, as if it made new weights.
# mistake: only out features changed
from torch import nn


def transfer(model, classes):
    for parameter in model.parameters():
        parameter.requires_grad = False
    last = [layer for layer in model.modules() if isinstance(layer, nn.Linear)][-1]
    last.out_features = classes
    return model
