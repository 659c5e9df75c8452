# importing torch while the code runs, with a right answer for where it is missing
# deserves: 0
import numpy as np


def filtered_grid(grid, kernel, stride=1, pad=0):
    try:
        import torch.nn.functional as F
    except ImportError:
        F = None
    padded = np.pad(grid, pad)
    windows = np.lib.stride_tricks.sliding_window_view(padded, kernel.shape)[::stride, ::stride]
    return np.einsum("xyij,ij->xy", windows, kernel)
