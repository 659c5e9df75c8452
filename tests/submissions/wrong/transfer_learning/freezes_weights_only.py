# wrong: freezes what is called weight
# mistake: biases left trainable
from torch import nn


def transfer(model, classes):
    for module in model.modules():
        if getattr(module, "weight", None) is not None:
            module.weight.requires_grad = False
    name, last = [(n, m) for n, m in model.named_modules() if isinstance(m, nn.Linear)][-1]
    model.set_submodule(name, nn.Linear(last.in_features, classes))
    return model
