# wrong: out of bounds
# mistake: none
# kind: python error
import numpy as np

def convolve(image, kernel):
    h, w = image.shape
    f, g = kernel.shape
    out = np.zeros((h + f - 1, w + g - 1))
    for x in range(h + f - 1):
        for y in range(w + g - 1):
            for m in range(h):
                for n in range(w):
                    out[x, y] += image[m, n] * kernel[x - m, y - n]
    return out
