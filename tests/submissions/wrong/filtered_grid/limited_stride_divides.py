# wrong: the number of stops by rounding, right only where the last step fits
# mistake: none
# kind: limited
import numpy as np

def filtered_grid(grid, kernel, stride=1, pad=0):
    g = np.pad(grid, pad)
    f, k = kernel.shape
    h = int(np.ceil((g.shape[0] - f) / stride)) + 1
    w = int(np.ceil((g.shape[1] - k) / stride)) + 1
    out = np.zeros((h, w))
    for i in range(h):
        for j in range(w):
            part = g[i * stride:i * stride + f, j * stride:j * stride + k]
            out[i, j] = np.sum(part * kernel[:part.shape[0], :part.shape[1]])
    return out
