# wrong: square images
# mistake: none
# kind: limited
import numpy as np

def convolve(image, kernel):
    n, f = image.shape[0], kernel.shape[0]
    out = np.zeros((n + f - 1, n + f - 1))
    for m in range(n):
        for k in range(n):
            for a in range(f):
                for b in range(f):
                    out[m + a, k + b] += image[m, k] * kernel[a, b]
    return out
