# wrong: output padded
# mistake: none
# or: output padded instead of input
# kind: undeclared
import numpy as np

def filtered_grid(grid, kernel, stride=1, pad=0):
    f, g = kernel.shape
    win = np.lib.stride_tricks.sliding_window_view(grid, (f, g))[::stride, ::stride]
    return np.pad(np.einsum("ijkl,kl->ij", win, kernel), pad)
