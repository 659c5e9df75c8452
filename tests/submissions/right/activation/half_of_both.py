# (x + |x|) / 2, with prints and a warning
import warnings

import numpy as np


def relu(x):
    print("input", x.shape)
    warnings.warn("halving is exact")
    return (x + np.abs(x)) / 2
