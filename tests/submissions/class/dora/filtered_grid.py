import numpy as np


def filtered_grid(grid, kernel, stride=1, pad=0):
    kernel = np.rot90(kernel, 2)
    grid = np.pad(grid, pad)
    fh, fw = kernel.shape
    out = []
    for r in range(0, grid.shape[0] - fh + 1, stride):
        out.append([np.vdot(grid[r : r + fh, c : c + fw], kernel) for c in range(0, grid.shape[1] - fw + 1, stride)])
    return np.array(out)
