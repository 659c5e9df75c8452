"""Asks PyTorch's own layers what they learn and give."""

import torch
from torch.nn import Conv2d


def conv_parameters(in_channels, filters, kernel_size):
    layer = Conv2d(in_channels, filters, kernel_size, device="meta")
    return sum(parameter.numel() for parameter in layer.parameters())


def output_volume(height, width, filters, kernel_size, stride=1, pad=0):
    layer = Conv2d(1, filters, kernel_size, stride, pad, device="meta")
    maps, rows, columns = layer(
        torch.empty(1, height, width, device="meta")
    ).shape
    return rows, columns, maps
