"""Finds the patch that one unit sees, from the unit back."""

import torch
from torch.nn.functional import conv_transpose1d


def receptive_field(layers):
    seen = torch.ones(1, 1, 1)
    for kernel_size, stride in reversed(layers):
        seen = conv_transpose1d(
            seen, torch.ones(1, 1, kernel_size), stride=stride
        )
    return seen.shape[-1]
