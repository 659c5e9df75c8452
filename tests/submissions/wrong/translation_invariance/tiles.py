# moves by the filter's own size
# mistake: windows side by side
import numpy as np


def detector_response(image, kernel):
    f, g = kernel.shape
    best = 0.0
    for y in range(0, image.shape[0] - f + 1, f):
        for x in range(0, image.shape[1] - g + 1, g):
            best = max(best, float((image[y : y + f, x : x + g] * kernel).sum()))
    return best
