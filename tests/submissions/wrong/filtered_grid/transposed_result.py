# x goes along the columns here, so the picture comes out on its side.
# mistake: rows and columns of the result swapped
import numpy as np


def filtered_grid(grid, kernel, stride=1, pad=0):
    padded = np.pad(grid, pad)
    H, W = padded.shape
    F, G = kernel.shape
    nx = (W - G) // stride + 1
    ny = (H - F) // stride + 1
    out = np.zeros((nx, ny))
    for x in range(nx):
        for y in range(ny):
            top, left = y * stride, x * stride
            out[x, y] = (padded[top : top + F, left : left + G] * kernel).sum()
    return out
