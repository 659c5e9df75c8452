# wrong: np.zeros(h, w) with two numbers
# mistake: none
# kind: python error
import numpy as np

def zero_pad(image, pad):
    h, w = image.shape
    out = np.zeros(h + 2 * pad, w + 2 * pad)
    out[pad:pad + h, pad:pad + w] = image
    return out
