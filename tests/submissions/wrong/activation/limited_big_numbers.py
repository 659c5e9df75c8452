# wrong: big numbers
# mistake: none
# kind: limited
import numpy as np

def relu(x):
    return np.where(x > 0.5, x, 0)
