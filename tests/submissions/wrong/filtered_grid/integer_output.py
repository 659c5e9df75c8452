# Makes the result from integers.
# mistake: rounded to whole numbers
import numpy as np


def filtered_grid(grid, kernel, stride=1, pad=0):
    p = np.pad(grid, pad)
    F, G = kernel.shape
    n = (p.shape[0] - F) // stride + 1
    k = (p.shape[1] - G) // stride + 1
    out = np.zeros((n, k), dtype=int)
    for a in range(n):
        for b in range(k):
            out[a, b] = (p[a * stride : a * stride + F, b * stride : b * stride + G] * kernel).sum()
    return out
