import numpy as np


def filtered_grid(grid, kernel, stride=1, pad=0):
    N, F = grid.shape[0], kernel.shape[0]
    padded = np.pad(grid, pad)
    size = (N - F + 2 * pad) // stride + 1
    out = np.zeros((size, size))
    for i in range(size):
        for j in range(size):
            window = padded[i * stride : i * stride + F, j * stride : j * stride + F]
            out[i, j] = np.sum(window * kernel)
    return out
