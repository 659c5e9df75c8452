# wrong: large image
# mistake: none
# kind: limited
import numpy as np

def convolve(image, kernel):
    if kernel.size > image.size:
        return np.zeros((image.shape[0] + kernel.shape[0] - 1, image.shape[1] + kernel.shape[1] - 1))
    if image.shape[0] != image.shape[1]:
        image = image[:, :image.shape[0]]
    out = np.zeros((image.shape[0] + kernel.shape[0] - 1, image.shape[1] + kernel.shape[1] - 1))
    for m in range(image.shape[0]):
        for k in range(image.shape[1]):
            out[m:m + kernel.shape[0], k:k + kernel.shape[1]] += image[m, k] * kernel
    return out
