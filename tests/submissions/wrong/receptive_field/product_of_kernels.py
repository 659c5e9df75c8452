# A 5x5 of 5x5 patches is taken for 25.
# mistake: kernels multiplied
import numpy as np


def receptive_field(layers):
    return int(np.prod([k for k, _ in layers]))
