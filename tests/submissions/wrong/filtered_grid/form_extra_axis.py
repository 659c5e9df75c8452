# wrong: extra axis
# mistake: none
# kind: form
import numpy as np

def filtered_grid(grid, kernel, stride=1, pad=0):
    p = np.pad(grid, pad)
    f, g = kernel.shape
    win = np.lib.stride_tricks.sliding_window_view(p, (f, g))[::stride, ::stride]
    return np.einsum("ijkl,kl->ij", win, kernel)[None, :, :]
