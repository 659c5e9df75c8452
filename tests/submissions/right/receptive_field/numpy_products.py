# cumprod in place of a loop; the result is a NumPy integer.
import warnings

import numpy as np


def receptive_field(layers):
    if len(layers) == 0:
        warnings.warn("no layers")
        return np.int64(1)
    kernels, strides = np.array(layers).T
    jumps = np.concatenate([[1], np.cumprod(strides)[:-1]])
    return 1 + np.sum((kernels - 1) * jumps)
