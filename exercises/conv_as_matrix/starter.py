"""Exercise 9: convolution as a matrix."""

import numpy as np


def conv_matrix(kernel: np.ndarray, height: int, width: int, stride: int = 1, pad: int = 0) -> np.ndarray:
    """The matrix Theta that filters an image of height x width.

    kernel: array (F, G); height, width: of the image;
    stride: cells per step; pad: zeros on each side.
    Returns an array (H' * W', height * width) such that
    Theta @ image.ravel() == filtered_grid(image, kernel, stride, pad).ravel()

    >>> conv_matrix(np.array([[1.0, 2.0]]), 1, 4)
    array([[1., 2., 0., 0.],
           [0., 1., 2., 0.],
           [0., 0., 1., 2.]])
    """
    raise NotImplementedError
