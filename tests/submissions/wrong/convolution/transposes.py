# Takes the transpose for the flip.
# mistake: transposed instead of flipped
import numpy as np


def convolve(image, kernel):
    k = kernel.T
    F, G = k.shape
    p = np.pad(image, ((F - 1, F - 1), (G - 1, G - 1)))
    out = np.zeros((p.shape[0] - F + 1, p.shape[1] - G + 1))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = np.sum(p[i : i + F, j : j + G] * k)
    return out
