# relu on the image, not on the map
# mistake: relu before the filter
import numpy as np


def detector_response(image, kernel):
    image = np.maximum(image, 0)
    f, g = kernel.shape
    best = 0
    for y in range(image.shape[0] - f + 1):
        for x in range(image.shape[1] - g + 1):
            best = max(best, np.vdot(image[y : y + f, x : x + g], kernel))
    return best
