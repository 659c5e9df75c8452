# Takes "dot product" for a matrix product.
# mistake: matrix product instead of cell by cell
import numpy as np


def filtered_grid(grid, kernel, stride=1, pad=0):
    grid = np.pad(grid, pad)
    H, W = grid.shape
    F, G = kernel.shape
    out = np.zeros(((H - F) // stride + 1, (W - G) // stride + 1))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            window = grid[i * stride : i * stride + F, j * stride : j * stride + G]
            out[i, j] = np.sum(window @ kernel)
    return out
