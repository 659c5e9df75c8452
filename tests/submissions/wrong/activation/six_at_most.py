# ReLU6, from a mobile network
# mistake: none
import numpy as np


def relu(x):
    return np.clip(x, 0, 6)
