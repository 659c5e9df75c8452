# squeezes into [0, 1], "as probabilities"
# mistake: clipped at one
import numpy as np


def relu(x):
    return np.minimum(np.maximum(x, 0), 1)
