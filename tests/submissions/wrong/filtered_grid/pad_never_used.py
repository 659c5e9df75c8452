# Forgets about pad altogether.
# mistake: padding left out
import numpy as np


def filtered_grid(grid, kernel, stride=1, pad=0):
    h, w = grid.shape
    f, g = kernel.shape
    result = np.empty(((h - f) // stride + 1, (w - g) // stride + 1))
    for i in range(result.shape[0]):
        for j in range(result.shape[1]):
            patch = grid[i * stride : i * stride + f, j * stride : j * stride + g]
            result[i, j] = np.sum(patch * kernel)
    return result
