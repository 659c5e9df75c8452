# the leaky one from another lecture
# mistake: leaky
import numpy as np


def relu(x):
    slope = 0.01
    return np.maximum(x, slope * x)
