# wrong: square of pixel
# mistake: none
# kind: undeclared
import numpy as np

def convolve(image, kernel):
    h, w = image.shape
    f, g = kernel.shape
    out = np.zeros((h + f - 1, w + g - 1))
    for x in range(h + f - 1):
        for y in range(w + g - 1):
            s = 0
            for m in range(h):
                for n in range(w):
                    if 0 < x - m < f and 0 < y - n < g:
                        s += image[m, n] * kernel[x - m, y - n]
            out[x, y] = s
    return out
