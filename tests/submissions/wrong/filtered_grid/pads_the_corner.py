# np.pad with (pad, 0): zeros above and to the left only.
# mistake: padding on one side only
import numpy as np


def filtered_grid(grid, kernel, stride=1, pad=0):
    padded = np.pad(grid, (pad, 0))
    F, G = kernel.shape
    return np.array(
        [
            [np.sum(padded[r : r + F, c : c + G] * kernel) for c in range(0, padded.shape[1] - G + 1, stride)]
            for r in range(0, padded.shape[0] - F + 1, stride)
        ]
    )
