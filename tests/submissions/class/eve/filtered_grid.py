import numpy as np


def filtered_grid(grid, kernel, stride=1, pad=0):
    grid = np.pad(grid, pad, "constant")
    F, G = kernel.shape
    rows = []
    i = 0
    while i + F <= len(grid):
        row = []
        j = 0
        while j + G <= len(grid[0]):
            row.append(float((grid[i : i + F, j : j + G] * kernel).sum()))
            j += 1
        rows.append(row)
        i += stride
    return rows
