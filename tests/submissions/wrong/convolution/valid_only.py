# Flips, but stays inside of the image.
# mistake: only where the filter fits
import numpy as np


def convolve(image, kernel):
    k = np.flipud(np.fliplr(kernel))
    F, G = k.shape
    H, W = image.shape
    out = np.zeros((max(H - F + 1, 0), max(W - G + 1, 0)))
    for x in range(out.shape[0]):
        for y in range(out.shape[1]):
            out[x, y] = (image[x : x + F, y : y + G] * k).sum()
    return out
