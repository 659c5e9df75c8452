# Divides by the filter's sum, since the lecture's filter looks like a blur.
# mistake: divided by the sum of the filter
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def filtered_grid(grid, kernel, stride=1, pad=0):
    kernel = kernel / np.sum(kernel)
    v = sliding_window_view(np.pad(grid, pad), kernel.shape)
    return (v * kernel).sum(axis=(2, 3))[::stride, ::stride]
