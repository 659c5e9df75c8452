# A larger array of zeros, the image copied into its middle.
import numpy as np


def zero_pad(image, pad):
    H, W = image.shape
    out = np.zeros((H + 2 * pad, W + 2 * pad))
    out[pad : pad + H, pad : pad + W] = image
    return out
