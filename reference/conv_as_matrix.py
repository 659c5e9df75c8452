"""Fills Theta: a column is what the filter makes of a single 1."""

import torch
from torch.nn.functional import conv2d


def conv_matrix(kernel, height, width, stride=1, pad=0):
    kernel = torch.tensor(kernel)
    cells = torch.eye(height * width, dtype=kernel.dtype).reshape(
        -1, 1, height, width
    )
    return (
        conv2d(cells, kernel[None, None], stride=stride, padding=pad)
        .flatten(start_dim=1)
        .T
    )
