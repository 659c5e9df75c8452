"""Exercise 5: filtered grid."""

import numpy as np


def filtered_grid(grid: np.ndarray, kernel: np.ndarray, stride: int = 1, pad: int = 0) -> np.ndarray:
    """The dot product of the filter with each window of the grid.

    grid: array (H, W); kernel: array (F, G);
    stride: cells per step, down and to the right;
    pad: zeros on each side. The filter is not flipped.
    Returns an array with one cell for each window.

    >>> filtered_grid(np.eye(3), np.array([[1.0, 2.0], [3.0, 4.0]]))
    array([[5., 3.],
           [2., 5.]])
    """
    raise NotImplementedError
