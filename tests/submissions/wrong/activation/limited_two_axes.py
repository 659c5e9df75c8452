# wrong: loops over rows and columns, so only matrices
# mistake: none
# kind: limited
import numpy as np

def relu(x):
    out = np.zeros(x.shape)
    for i in range(x.shape[0]):
        for j in range(x.shape[1]):
            if x[i, j] > 0:
                out[i, j] = x[i, j]
    return out
