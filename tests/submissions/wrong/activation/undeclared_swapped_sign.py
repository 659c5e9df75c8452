# wrong: swapped sign
# mistake: none
# or: positives set to zero
# kind: undeclared
import numpy as np

def relu(x):
    return np.minimum(x, 0)
