# wrong: three by three
# mistake: none
# kind: limited
import numpy as np

def filtered_grid(grid, kernel, stride=1, pad=0):
    p = np.pad(grid, pad)
    h = (p.shape[0] - kernel.shape[0]) // stride + 1
    w = (p.shape[1] - kernel.shape[1]) // stride + 1
    out = np.zeros((h, w))
    for i in range(h):
        for j in range(w):
            for m in range(3):
                for n in range(3):
                    if m < kernel.shape[0] and n < kernel.shape[1]:
                        out[i, j] += p[i * stride + m, j * stride + n] * kernel[m, n]
            if kernel.shape[0] % 2 == 0:
                out[i, j] = 0
    return out
