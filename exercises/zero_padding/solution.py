"""A larger array of zeros with the image in its middle."""

import numpy as np


def zero_pad(image, pad):
    height, width = image.shape
    out = np.zeros((height + 2 * pad, width + 2 * pad))
    out[pad : pad + height, pad : pad + width] = image
    return out
