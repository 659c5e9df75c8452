"""Exercise 4: zero padding."""

import numpy as np


def zero_pad(image: np.ndarray, pad: int) -> np.ndarray:
    """The image with a border of zeros, `pad` cells wide on each side.

    image: array (H, W); pad: int, 0 or more.
    Returns an array (H + 2 pad, W + 2 pad).

    >>> zero_pad(np.array([[1.0, 2.0]]), 1)
    array([[0., 0., 0., 0.],
           [0., 1., 2., 0.],
           [0., 0., 0., 0.]])
    """
    raise NotImplementedError
