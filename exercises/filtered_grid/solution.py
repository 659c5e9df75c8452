"""One dot product a window."""

import numpy as np


def filtered_grid(grid, kernel, stride=1, pad=0):
    padded, (height, width) = np.pad(grid, pad), kernel.shape
    rows = (padded.shape[0] - height) // stride + 1
    columns = (padded.shape[1] - width) // stride + 1
    out = np.zeros((rows, columns))
    for i, j in np.ndindex(rows, columns):
        y, x = i * stride, j * stride
        out[i, j] = (padded[y : y + height, x : x + width] * kernel).sum()
    return out
