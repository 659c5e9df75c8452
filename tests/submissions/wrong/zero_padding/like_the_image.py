# An int array loses the fractions.
# mistake: rounded to whole numbers
import numpy as np


def zero_pad(image, pad):
    n, m = image.shape
    result = np.zeros((n + 2 * pad, m + 2 * pad), dtype=np.int64)
    result[pad : n + pad, pad : m + pad] = image
    return result
