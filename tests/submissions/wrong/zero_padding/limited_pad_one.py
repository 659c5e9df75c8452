# wrong: pad one
# mistake: none
# kind: limited
import numpy as np

def zero_pad(image, pad):
    out = np.zeros((image.shape[0] + 2 * pad, image.shape[1] + 2 * pad))
    out[1:1 + image.shape[0], 1:1 + image.shape[1]] = image
    return out
