"""Exercise 6: convolution."""

import numpy as np


def convolve(image: np.ndarray, kernel: np.ndarray) -> np.ndarray:
    """The lecture's formula: the filter is flipped, unlike in exercise 5.

    image: array (H, W); kernel: array (F, G).
    Returns an array (H + F - 1, W + G - 1).

    >>> convolve(np.array([[0.0, 1.0]]), np.array([[1.0, 2.0]]))
    array([[0., 1., 2.]])
    """
    raise NotImplementedError
