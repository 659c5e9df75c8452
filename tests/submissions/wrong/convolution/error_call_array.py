# wrong: call array
# mistake: none
# kind: python error
import numpy as np

def convolve(image, kernel):
    h, w = image.shape
    f, g = kernel.shape
    out = np.zeros((h + f - 1, w + g - 1))
    for m in range(h):
        for n in range(w):
            for a in range(f):
                for b in range(g):
                    out[m + a, n + b] += image(m, n) * kernel(a, b)
    return out
