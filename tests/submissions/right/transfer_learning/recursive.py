# right: goes down the last children recursively, unfreezes at the end
import torch


def find(module):
    for name, child in reversed(list(module.named_children())):
        if isinstance(child, torch.nn.Linear):
            return module, name
        deeper = find(child)
        if deeper:
            return deeper
    return None


def transfer(model, classes):
    owner, name = find(model)
    inputs = getattr(owner, name).weight.shape[1]
    setattr(owner, name, torch.nn.Linear(inputs, classes))
    for p in model.parameters():
        p.requires_grad_(False)
    for p in getattr(owner, name).parameters():
        p.requires_grad_(True)
    return model
