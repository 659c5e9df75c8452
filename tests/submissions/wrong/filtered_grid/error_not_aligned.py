# wrong: not aligned
# mistake: none
# kind: python error
import numpy as np

def filtered_grid(grid, kernel, stride=1, pad=0):
    p = np.pad(grid, pad)
    return np.dot(p, kernel)
