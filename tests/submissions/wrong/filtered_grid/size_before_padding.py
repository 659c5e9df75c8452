# H and W are read before the border is put around.
# mistake: stops counted without the border
import numpy as np


def filtered_grid(grid, kernel, stride=1, pad=0):
    height, width = grid.shape
    f, g = kernel.shape
    padded = np.zeros((height + 2 * pad, width + 2 * pad))
    padded[pad : pad + height, pad : pad + width] = grid
    return np.array(
        [
            [np.vdot(padded[y : y + f, x : x + g], kernel) for x in range(0, width - g + 1, stride)]
            for y in range(0, height - f + 1, stride)
        ]
    ).reshape(max((height - f) // stride + 1, 0), -1)
