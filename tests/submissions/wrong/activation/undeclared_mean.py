# wrong: mean
# mistake: none
# kind: undeclared
import numpy as np

def relu(x):
    return np.where(x > x.mean(), x, 0)
