"""Exercise 11: max pooling."""

import numpy as np


def max_pool(image: np.ndarray, size: int = 2, stride: int = 2) -> np.ndarray:
    """The largest value in each window of one activation map.

    image: array (H, W); size: the window's side;
    stride: how many cells the window moves.
    Returns an array (H', W'). Windows that do not fit are dropped.

    >>> max_pool(np.array([[1.0, 3.0], [2.0, 5.0]]))
    array([[5.]])
    """
    raise NotImplementedError


def max_pool_volume(volume: np.ndarray, size: int = 2, stride: int = 2) -> np.ndarray:
    """Max pooling of a stack of maps, each map alone.

    volume: array (C, H, W). Returns an array (C, H', W').

    >>> max_pool_volume(np.zeros((64, 8, 8))).shape
    (64, 4, 4)
    """
    raise NotImplementedError
