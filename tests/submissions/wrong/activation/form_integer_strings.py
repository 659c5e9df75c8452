# wrong: integer strings
# mistake: none
# kind: form
import numpy as np

def relu(x):
    return str(np.maximum(x, 0))
