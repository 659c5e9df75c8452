# honest: seeds every generator, and draws from it
import random

import numpy as np

random.seed(0)
np.random.seed(1)


def output_size(n, f, stride=1, pad=0):
    np.random.seed(2)
    np.random.rand(3)
    rng = np.random.default_rng(3)
    rng.normal(size=10)
    if f > n + 2 * pad:
        raise ValueError("too large")
    return int((n - f + 2 * pad) // stride + 1)
