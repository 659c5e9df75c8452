# wrong: too small
# mistake: none
# or: padding added once
# kind: python error
import numpy as np

def zero_pad(image, pad):
    out = np.zeros((image.shape[0] + pad, image.shape[1] + pad))
    out[pad:pad + image.shape[0], pad:pad + image.shape[1]] = image[:, :]
    return out
