# Computes the right size, but the windows creep along cell by cell.
# mistake: window starts at the output index
import numpy as np


def filtered_grid(grid, kernel, stride=1, pad=0):
    H, W = np.shape(grid)
    F, G = np.shape(kernel)
    g = np.zeros((H + 2 * pad, W + 2 * pad))
    g[pad : pad + H, pad : pad + W] = grid
    out = np.zeros(((H + 2 * pad - F) // stride + 1, (W + 2 * pad - G) // stride + 1))
    for x in range(out.shape[0]):
        for y in range(out.shape[1]):
            out[x, y] = np.sum(g[x : x + F, y : y + G] * kernel)
    return out
