# square root of the square
# mistake: absolute value
import numpy as np


def relu(x):
    return np.sqrt(x**2)
