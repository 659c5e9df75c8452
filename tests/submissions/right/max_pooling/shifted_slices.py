# the maximum over size*size shifted copies of the picture, started at minus infinity
from functools import reduce
from itertools import product

import numpy as np


def _shifts(x, size, stride):
    h = (x.shape[-2] - size) // stride + 1
    w = (x.shape[-1] - size) // stride + 1
    for dy, dx in product(range(size), repeat=2):
        yield x[..., dy : dy + (h - 1) * stride + 1 : stride, dx : dx + (w - 1) * stride + 1 : stride]


def max_pool(image: np.ndarray, size: int = 2, stride: int = 2) -> np.ndarray:
    return reduce(np.maximum, _shifts(image, size, stride), -np.inf)


def max_pool_volume(volume: np.ndarray, size: int = 2, stride: int = 2) -> np.ndarray:
    return reduce(np.maximum, _shifts(volume, size, stride), -np.inf)
