# the maximum of the raw map
# mistake: relu left out
import numpy as np


def detector_response(image, kernel):
    f, g = kernel.shape
    best = -np.inf
    for r in range(image.shape[0] - f + 1):
        for c in range(image.shape[1] - g + 1):
            best = max(best, np.sum(image[r : r + f, c : c + g] * kernel))
    return best
