# Each pixel stamps its copy of the filter.
import numpy as np


def convolve(image, kernel):
    F, G = kernel.shape
    out = np.zeros((image.shape[0] + F - 1, image.shape[1] + G - 1))
    for (m, n), value in np.ndenumerate(image):
        out[m : m + F, n : n + G] += value * kernel
    return out
