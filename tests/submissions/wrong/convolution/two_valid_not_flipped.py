# wrong: valid not flipped
# mistake: filter not flipped; only where the filter fits
# kind: two slips
import numpy as np

def convolve(image, kernel):
    f, g = kernel.shape
    return np.array([[np.sum(image[i:i + f, j:j + g] * kernel)
                      for j in range(image.shape[1] - g + 1)] for i in range(image.shape[0] - f + 1)])
