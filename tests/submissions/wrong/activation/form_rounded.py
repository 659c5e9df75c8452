# wrong: rounded
# mistake: none
# kind: form
import numpy as np

def relu(x):
    return np.round(np.maximum(x, 0))
