# np.max where np.maximum is meant
# mistake: maximum along an axis
import numpy as np


def relu(x):
    return np.max(x, 0)
