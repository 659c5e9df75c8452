# The formula word for word: four loops and a range check.
import numpy as np


def convolve(image, kernel):
    H, W = image.shape
    F, G = kernel.shape
    out = np.zeros((H + F - 1, W + G - 1))
    for x in range(H + F - 1):
        for y in range(W + G - 1):
            for m in range(H):
                for n in range(W):
                    if 0 <= x - m < F and 0 <= y - n < G:
                        out[x, y] += image[m, n] * kernel[x - m, y - n]
    return out
