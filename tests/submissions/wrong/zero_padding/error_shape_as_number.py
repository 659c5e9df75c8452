# wrong: shape as number
# mistake: none
# kind: python error
import numpy as np

def zero_pad(image, pad):
    out = np.zeros(image.shape + 2 * pad)
    out[pad:-pad, pad:-pad] = image
    return out
