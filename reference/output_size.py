"""How many positions a filter has along one side, as `torch.nn.functional.conv1d` counts them."""

import torch
from torch.nn.functional import conv1d


def output_size(n, f, stride=1, pad=0):
    if f > n + 2 * pad:
        raise ValueError(f"a filter of {f} does not fit into {n} cells with {pad} zeros on each side")
    return conv1d(torch.empty(1, 1, n), torch.empty(1, 1, f), stride=stride, padding=pad).shape[-1]
