"""Exercise 8: a convolutional layer."""

import numpy as np


def conv_layer(image: np.ndarray, filters: np.ndarray, bias: np.ndarray, stride: int = 1, pad: int = 0) -> np.ndarray:
    """One activation map for each filter.

    image: array (C, H, W); filters: array (K, C, F, F);
    bias: array (K,), one number for each filter;
    stride: cells per step; pad: zeros on each side.
    Returns an array (K, H', W').

    >>> image = np.ones((3, 5, 5))
    >>> filters = np.ones((2, 3, 3, 3))
    >>> conv_layer(image, filters, np.array([0.0, 1.0]))[:, 0, 0]
    array([27., 28.])
    """
    raise NotImplementedError
