# a copy, a mask, a type hint
import numpy as np


def relu(x: np.ndarray) -> np.ndarray:
    result = x.copy()
    result[result < 0] = 0
    return result
