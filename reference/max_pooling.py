"""Pools one map and a volume by PyTorch's own layer."""

import torch
from torch.nn.functional import max_pool2d


def max_pool(image, size=2, stride=2):
    return max_pool_volume(image[None], size, stride)[0]


def max_pool_volume(volume, size=2, stride=2):
    return max_pool2d(torch.tensor(volume), size, stride)
