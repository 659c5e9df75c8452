# wrong: swapped sign
# mistake: none
# kind: undeclared
import numpy as np

def relu(x):
    return np.minimum(x, 0)
