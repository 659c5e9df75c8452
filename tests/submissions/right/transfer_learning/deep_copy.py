# right: works on a deep copy and leaves the given model alone
import copy

from torch import nn


def transfer(model: nn.Module, classes: int) -> nn.Module:
    copied = copy.deepcopy(model).requires_grad_(False)
    holder, key = [
        (parent, name)
        for parent in copied.modules()
        for name, child in parent.named_children()
        if isinstance(child, nn.Linear)
    ][-1]
    holder._modules[key] = nn.Linear(holder._modules[key].in_features, classes)
    return copied
