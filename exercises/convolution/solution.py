"""Each pixel adds its copy of the filter: the flip happens by itself."""

import numpy as np


def convolve(image, kernel):
    height, width = kernel.shape
    rows, columns = image.shape
    out = np.zeros((rows + height - 1, columns + width - 1))
    for (m, n), pixel in np.ndenumerate(image):
        out[m : m + height, n : n + width] += pixel * kernel
    return out
