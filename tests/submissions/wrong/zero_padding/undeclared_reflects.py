# wrong: reflects
# mistake: none
# kind: undeclared
import numpy as np

def zero_pad(image, pad):
    return np.pad(image, pad, mode="wrap")
