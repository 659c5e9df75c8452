# honest: an ndarray subclass of its own
import numpy as np


class Map(np.ndarray):
    def __new__(cls, values):
        return np.asarray(values).view(cls)

    def __repr__(self):
        return f"Map of {self.shape}"


def filtered_grid(grid, kernel, stride=1, pad=0):
    padded = np.pad(grid, pad)
    rows = range(0, padded.shape[0] - kernel.shape[0] + 1, stride)
    columns = range(0, padded.shape[1] - kernel.shape[1] + 1, stride)
    f, g = kernel.shape
    return Map([[float(np.vdot(padded[y : y + f, x : x + g], kernel)) for x in columns] for y in rows])
