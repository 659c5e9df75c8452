# wrong: vectors
# mistake: none
# kind: limited
import numpy as np

def relu(x):
    out = np.zeros(x.shape)
    if x.ndim == 1:
        for i in range(len(x)):
            out[i] = max(0, x[i])
    else:
        for i in range(x.shape[0]):
            out[i] = np.maximum(x[i], x[i].min())
    return out
