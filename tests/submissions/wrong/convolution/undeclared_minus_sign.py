# wrong: the minus of the formula put in front of the product
# mistake: none
# kind: undeclared
import numpy as np

def convolve(image, kernel):
    h, w = image.shape
    f, g = kernel.shape
    out = np.zeros((h + f - 1, w + g - 1))
    for y in range(h):
        for x in range(w):
            out[y:y + f, x:x + g] -= image[y, x] * kernel
    return out
