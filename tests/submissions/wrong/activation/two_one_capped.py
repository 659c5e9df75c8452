# wrong: one capped
# mistake: negatives kept; clipped at one
# kind: two slips
import numpy as np

def relu(x):
    return np.minimum(x, 1)
