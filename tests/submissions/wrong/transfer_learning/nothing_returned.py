# wrong: changes the model and returns nothing
# mistake: model not returned
from torch import nn


def transfer(model, classes):
    for p in model.parameters():
        p.requires_grad = False
    names = [name for name, m in model.named_modules() if isinstance(m, nn.Linear)]
    last = model.get_submodule(names[-1])
    model.set_submodule(names[-1], nn.Linear(last.in_features, classes))
