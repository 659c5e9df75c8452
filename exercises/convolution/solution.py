"""Each pixel adds its own copy of the filter to the result: the flip happens by itself."""

import numpy as np


def convolve(image: np.ndarray, kernel: np.ndarray) -> np.ndarray:
    height, width = kernel.shape
    out = np.zeros((image.shape[0] + height - 1, image.shape[1] + width - 1))
    for (m, n), pixel in np.ndenumerate(image):
        out[m : m + height, n : n + width] += pixel * kernel
    return out
