# honest: turns warnings into errors for itself
import warnings

import numpy as np

warnings.simplefilter("error")
np.seterr(all="raise")
np.set_printoptions(precision=2)


def output_size(n, f, stride=1, pad=0):
    if f > n + 2 * pad:
        raise ValueError("too large")
    return np.int64((n - f + 2 * pad) // stride + 1)
