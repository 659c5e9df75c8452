"""Exercise 1: fully connected layer."""

import numpy as np


def flatten(image: np.ndarray) -> np.ndarray:
    """The image as one long vector, row by row.

    image: array (H, W, C). Returns an array (H*W*C,).

    >>> flatten(np.array([[[1.0, 2.0], [3.0, 4.0]]]))
    array([1., 2., 3., 4.])
    """
    raise NotImplementedError


def fully_connected(x: np.ndarray, theta: np.ndarray, bias: np.ndarray) -> np.ndarray:
    """One score for each row of theta: theta x + bias.

    x: array (D,); theta: array (K, D); bias: array (K,).
    Returns an array (K,).
    """
    raise NotImplementedError


def fully_connected_parameters(inputs: int, outputs: int) -> int:
    """How many numbers the layer learns, biases included. Returns an int.

    >>> fully_connected_parameters(3072, 10)
    30730
    """
    raise NotImplementedError
