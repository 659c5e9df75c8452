# honest: NumPy's errors raised
import numpy as np

np.seterr(all="raise")


def filtered_grid(grid, kernel, stride=1, pad=0):
    padded = np.pad(grid, pad)
    windows = np.lib.stride_tricks.sliding_window_view(padded, kernel.shape)[::stride, ::stride]
    return (windows * kernel).sum(axis=(2, 3))
