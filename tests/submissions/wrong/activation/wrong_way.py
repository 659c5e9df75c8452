# the comparison the wrong way round
# mistake: positives set to zero
import numpy as np


def relu(x):
    out = np.array(x)
    out[out > 0] = 0
    return out
