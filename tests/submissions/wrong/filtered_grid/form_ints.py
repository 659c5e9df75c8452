# wrong: the output array is made of ints
# mistake: none
# or: rounded to whole numbers; grid cut to whole numbers
# kind: form
import numpy as np

def filtered_grid(grid, kernel, stride=1, pad=0):
    g = np.pad(grid, pad)
    f, k = kernel.shape
    h, w = (g.shape[0] - f) // stride + 1, (g.shape[1] - k) // stride + 1
    out = np.zeros((h, w), dtype=int)
    for i in range(h):
        for j in range(w):
            out[i, j] = np.sum(g[i*stride:i*stride+f, j*stride:j*stride+k] * kernel)
    return out
