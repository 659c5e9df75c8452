# The sums run over x and y of the image.
# mistake: first rows and columns only
import numpy as np


def convolve(image, kernel):
    H, W = image.shape
    F, G = kernel.shape
    out = np.zeros((H, W))
    for x in range(H):
        for y in range(W):
            total = 0.0
            for m in range(x + 1):
                for n in range(y + 1):
                    if x - m < F and y - n < G:
                        total += image[m, n] * kernel[x - m, y - n]
            out[x, y] = total
    return out
