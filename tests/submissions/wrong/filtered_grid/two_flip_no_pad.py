# wrong: flip no pad
# mistake: filter flipped; padding left out
# kind: two slips
import numpy as np

def filtered_grid(grid, kernel, stride=1, pad=0):
    k = np.flipud(np.fliplr(kernel))
    h = (grid.shape[0] - k.shape[0]) // stride + 1
    w = (grid.shape[1] - k.shape[1]) // stride + 1
    out = np.zeros((h, w))
    for i in range(h):
        for j in range(w):
            out[i, j] = (grid[i * stride:i * stride + k.shape[0], j * stride:j * stride + k.shape[1]] * k).sum()
    return out
