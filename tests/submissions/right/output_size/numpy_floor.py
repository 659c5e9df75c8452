# np.floor and a NumPy integer; an exception of its own.
import warnings

import numpy as np


class FilterTooLarge(ValueError):
    pass


def output_size(n, f, stride=1, pad=0):
    steps = (n - f + 2 * pad) / stride
    if steps < 0:
        raise FilterTooLarge(f"{f} > {n + 2 * pad}")
    if steps != int(steps):
        warnings.warn("the last step does not fit")
    return np.int64(np.floor(steps)) + 1
