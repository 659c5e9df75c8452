import numpy as np


def filtered_grid(grid, kernel, stride=1, pad=0):
    H, W = grid.shape
    F, G = kernel.shape
    padded = np.zeros((H + 2 * pad, W + 2 * pad))
    for i in range(H):
        for j in range(W):
            padded[i + pad, j + pad] = grid[i, j]
    H_out = (H - F + 2 * pad) // stride + 1
    W_out = (W - G + 2 * pad) // stride + 1
    out = np.zeros((H_out, W_out))
    for i in range(H_out):
        for j in range(W_out):
            s = 0
            for m in range(F):
                for n in range(G):
                    s += padded[i * stride + m, j * stride + n] * kernel[m, n]
            out[i, j] = s
    return out
