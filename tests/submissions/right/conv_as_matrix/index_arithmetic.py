# numbers the cells on a padded board (-1 on the border) and scatters the weights
from __future__ import annotations

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def conv_matrix(kernel: np.ndarray, height: int, width: int, stride: int = 1, pad: int = 0) -> np.ndarray:
    board = np.pad(np.arange(height * width).reshape(height, width), pad, constant_values=-1)
    places = sliding_window_view(board, kernel.shape)[::stride, ::stride]
    n = places.shape[0] * places.shape[1]
    places = places.reshape(n, -1)
    wide = np.zeros((n, height * width + 1))  # the last column collects the border
    np.put_along_axis(wide, places, kernel.ravel()[None].repeat(n, 0), axis=1)
    return wide[:, :-1]
