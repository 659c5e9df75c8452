# wrong: list of all
# mistake: none
# kind: form
import numpy as np

def convolve(image, kernel):
    out = np.zeros((image.shape[0] + kernel.shape[0] - 1, image.shape[1] + kernel.shape[1] - 1))
    for m in range(image.shape[0]):
        for k in range(image.shape[1]):
            out[m:m + kernel.shape[0], k:k + kernel.shape[1]] += image[m, k] * kernel
    return [out]
