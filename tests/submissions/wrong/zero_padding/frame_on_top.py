# Sets the outermost cells of a copy to zero.
# mistake: border laid over the image
import numpy as np


def zero_pad(image, pad):
    out = image.copy()
    if pad > 0:
        out[:pad] = 0
        out[-pad:] = 0
        out[:, :pad] = 0
        out[:, -pad:] = 0
    return out
