"""Counts a filter's stops along one side, as `conv1d` counts."""

import torch
from torch.nn.functional import conv1d


def output_size(n, f, stride=1, pad=0):
    if f > n + 2 * pad:
        raise ValueError(f"{f} do not fit into {n + 2 * pad}")
    return conv1d(
        torch.empty(1, 1, n),
        torch.empty(1, 1, f),
        stride=stride,
        padding=pad,
    ).shape[-1]
