# Adds pad to each side of the size, once.
# mistake: padding added once
import numpy as np


def zero_pad(image, pad):
    h, w = image.shape
    out = np.zeros((h + pad, w + pad))
    out[pad:, pad:] = image
    return out
