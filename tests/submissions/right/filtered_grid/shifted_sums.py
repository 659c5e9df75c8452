# One shifted copy of the grid for each cell of the filter; a class and a warning.
import warnings

import numpy as np


class Filter:
    def __init__(self, weights):
        self.weights = np.array(weights)

    def __call__(self, padded, stride):
        F, G = self.weights.shape
        rows = padded.shape[0] - F + 1
        columns = padded.shape[1] - G + 1
        total = np.zeros((rows, columns))
        for (m, n), w in np.ndenumerate(self.weights):
            total += w * padded[m : m + rows, n : n + columns]
        return total[::stride, ::stride]


def filtered_grid(grid, kernel, stride=1, pad=0):
    if stride > kernel.shape[0]:
        warnings.warn("the filter jumps over some rows")
    return Filter(kernel)(np.pad(grid, ((pad, pad), (pad, pad)), constant_values=0.0), stride)


if __name__ == "__main__":
    print(filtered_grid(np.eye(3), np.ones((2, 2))))
