# Flips the filter where it lies.
# mistake: filter flipped in place
import numpy as np


def convolve(image, kernel):
    F, G = kernel.shape
    kernel[:, :] = kernel[::-1, ::-1].copy()
    p = np.pad(image, ((F - 1, F - 1), (G - 1, G - 1)))
    out = np.zeros((p.shape[0] - F + 1, p.shape[1] - G + 1))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = np.sum(p[i : i + F, j : j + G] * kernel)
    return out
