# Takes the mean of the products.
# mistake: mean instead of sum
import numpy as np


def filtered_grid(grid, kernel, stride=1, pad=0):
    x = np.pad(grid, ((pad, pad), (pad, pad)))
    k1, k2 = kernel.shape
    return [
        [np.mean(x[i : i + k1, j : j + k2] * kernel) for j in range(0, x.shape[1] - k2 + 1, stride)]
        for i in range(0, x.shape[0] - k1 + 1, stride)
    ]
