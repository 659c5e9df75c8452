# a comprehension over the flat array: the shape is gone
# mistake: shape flattened
import numpy as np


def relu(x):
    return np.array([max(0.0, v) for v in x.flatten()])
