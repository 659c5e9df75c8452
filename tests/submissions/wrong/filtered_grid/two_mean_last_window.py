# wrong: mean last window
# mistake: mean instead of sum; last window left out
# kind: two slips
import numpy as np

def filtered_grid(grid, kernel, stride=1, pad=0):
    grid = np.pad(grid, pad)
    f, g = kernel.shape
    rows = []
    for i in range(0, (grid.shape[0] - f) // stride):
        row = []
        for j in range(0, (grid.shape[1] - g) // stride):
            row.append(np.mean(grid[i * stride:i * stride + f, j * stride:j * stride + g] * kernel))
        rows.append(row)
    return np.array(rows)
