# wrong: puts a layer behind the model
# mistake: layer appended instead of replaced
import torch


def transfer(model, classes):
    for p in model.parameters():
        p.requires_grad = False
    outputs = [m for m in model.modules() if isinstance(m, torch.nn.Linear)][-1].out_features
    return torch.nn.Sequential(model, torch.nn.Linear(outputs, classes))
