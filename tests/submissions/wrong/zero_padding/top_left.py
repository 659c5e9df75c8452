# The right size, but copied to the corner.
# mistake: image in the corner
import numpy as np


def zero_pad(image, pad):
    h, w = image.shape
    out = np.zeros((h + 2 * pad, w + 2 * pad))
    for i in range(h):
        for j in range(w):
            out[i, j] = image[i, j]
    return out
