# flips first, like the formula
# mistake: filter flipped
import numpy as np


def detector_response(image, kernel):
    flipped = np.flipud(np.fliplr(kernel))
    f, g = flipped.shape
    maps = [
        [(image[r : r + f, c : c + g] * flipped).sum() for c in range(image.shape[1] - g + 1)]
        for r in range(image.shape[0] - f + 1)
    ]
    return np.max(np.maximum(maps, 0))
