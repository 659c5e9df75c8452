# ReLU6, from a mobile network
# mistake: clipped at six
import numpy as np


def relu(x):
    return np.clip(x, 0, 6)
