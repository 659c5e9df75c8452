# the logistic function
# mistake: sigmoid
import numpy as np


def relu(x):
    with np.errstate(over="ignore"):
        return 1 / (1 + np.exp(-x))
