# wrong: mean
# mistake: none
# or: mean as threshold
# kind: undeclared
import numpy as np

def relu(x):
    return np.where(x > x.mean(), x, 0)
