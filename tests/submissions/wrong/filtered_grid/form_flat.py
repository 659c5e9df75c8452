# wrong: flat
# mistake: none
# kind: form
import numpy as np

def filtered_grid(grid, kernel, stride=1, pad=0):
    p = np.pad(grid, pad)
    f, g = kernel.shape
    out = []
    for i in range(0, p.shape[0] - f + 1, stride):
        for j in range(0, p.shape[1] - g + 1, stride):
            out.append((p[i:i + f, j:j + g] * kernel).sum())
    return out
