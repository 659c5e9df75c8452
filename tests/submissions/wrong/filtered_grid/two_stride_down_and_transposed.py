# wrong: stride down and transposed
# mistake: stride down only; rows and columns of the filter swapped
# kind: two slips
import numpy as np

def filtered_grid(grid, kernel, stride=1, pad=0):
    k = kernel.T
    p = np.pad(grid, pad)
    return np.array([[np.sum(p[i:i + k.shape[0], j:j + k.shape[1]] * k)
                      for j in range(p.shape[1] - k.shape[1] + 1)]
                     for i in range(0, p.shape[0] - k.shape[0] + 1, stride)])
