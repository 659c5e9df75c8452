# Leaves the + 1 out of the output size.
# mistake: last window left out
import numpy as np


def filtered_grid(grid, kernel, stride=1, pad=0):
    padded = np.pad(grid, pad)
    F, G = kernel.shape
    h = (padded.shape[0] - F) // stride
    w = (padded.shape[1] - G) // stride
    return np.array(
        [
            [(padded[i * stride : i * stride + F, j * stride : j * stride + G] * kernel).sum() for j in range(w)]
            for i in range(h)
        ]
    ).reshape(h, w)
