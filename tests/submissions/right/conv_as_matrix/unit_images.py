# filters every unit image and puts the answers side by side as columns
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def filtered_grid(grid, kernel, stride=1, pad=0):
    windows = sliding_window_view(np.pad(grid, pad), kernel.shape)[::stride, ::stride]
    return np.einsum("ijab,ab->ij", windows, kernel)


def conv_matrix(kernel, height, width, stride=1, pad=0):
    units = np.eye(height * width).reshape(-1, height, width)
    return np.stack([filtered_grid(u, kernel, stride, pad).ravel() for u in units], axis=1)
