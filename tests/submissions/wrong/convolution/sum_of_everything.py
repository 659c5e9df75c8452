# Reads the double sum as one number.
# mistake: none
import numpy as np


def convolve(image, kernel):
    F, G = kernel.shape
    return float(np.sum(image[:F, :G].sum() * kernel[::-1, ::-1]))
