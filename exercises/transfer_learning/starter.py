"""Exercise 18: transfer learning."""

import torch
import torchvision


def transfer(model: torch.nn.Module, classes: int) -> torch.nn.Module:
    """Freeze a trained network and give it a new last layer.

    model: an nn.Module, for instance torchvision's VGG16.
    classes: how many classes the new task has, an int.
    Returns the model: every parameter frozen, except a new
    nn.Linear with `classes` outputs in the place of the last
    nn.Linear.

    >>> model = transfer(torchvision.models.vgg16(), 5)
    >>> model.classifier[6]
    Linear(in_features=4096, out_features=5, bias=True)
    """
    raise NotImplementedError
