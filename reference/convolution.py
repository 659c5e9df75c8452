"""Slides the filter, turned by 180 degrees, while one cell overlaps."""

import torch
from torch.nn.functional import conv2d


def convolve(image, kernel):
    height, width = kernel.shape
    turned = torch.tensor(kernel).flip(0, 1)
    return conv2d(
        torch.tensor(image)[None, None],
        turned[None, None],
        padding=(height - 1, width - 1),
    )[0, 0]
