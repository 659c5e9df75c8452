# = where += belongs.
# mistake: overwritten instead of added
import numpy as np


def convolve(image, kernel):
    out = np.zeros((image.shape[0] + kernel.shape[0] - 1, image.shape[1] + kernel.shape[1] - 1))
    for i in range(image.shape[0]):
        for j in range(image.shape[1]):
            for a in range(kernel.shape[0]):
                for b in range(kernel.shape[1]):
                    out[i + a, j + b] = image[i, j] * kernel[a, b]
    return out
