# wrong: upside down
# mistake: none
# kind: undeclared
import numpy as np

def zero_pad(image, pad):
    out = np.zeros((image.shape[0] + 2 * pad, image.shape[1] + 2 * pad))
    for i in range(image.shape[0]):
        out[out.shape[0] - 1 - pad - i, pad:pad + image.shape[1]] = image[i]
    return out
