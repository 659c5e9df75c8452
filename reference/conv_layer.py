"""Makes one activation map per filter, summed over the channels."""

import torch
from torch.nn.functional import conv2d


def conv_layer(image, filters, bias, stride=1, pad=0):
    image, filters, bias = (
        torch.tensor(image),
        torch.tensor(filters),
        torch.tensor(bias),
    )
    return conv2d(image, filters, bias, stride=stride, padding=pad)
