# wrong: square
# mistake: none
# kind: limited
import numpy as np

def zero_pad(image, pad):
    n = len(image)
    out = np.zeros((n + 2 * pad, n + 2 * pad))
    for i in range(n):
        for j in range(n):
            out[i + pad, j + pad] = image[i, j]
    return out
