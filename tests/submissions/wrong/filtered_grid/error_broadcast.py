# wrong: broadcast
# mistake: none
# kind: python error
import numpy as np

def filtered_grid(grid, kernel, stride=1, pad=0):
    p = np.pad(grid, pad)
    f, g = kernel.shape
    h, w = (p.shape[0] - f) // stride + 1, (p.shape[1] - g) // stride + 1
    out = np.zeros((h, w))
    for i in range(h + 1):
        for j in range(w + 1):
            out[i, j] = np.sum(p[i * stride:i * stride + f, j * stride:j * stride + g] * kernel)
    return out
