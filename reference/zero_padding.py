"""Puts a border of zeros around an image."""

import torch
from torch.nn.functional import pad as with_border


def zero_pad(image, pad):
    return with_border(torch.tensor(image), (pad, pad, pad, pad))
