# wrong: reflects
# mistake: none
# or: opposite side instead of zeros
# kind: undeclared
import numpy as np

def zero_pad(image, pad):
    return np.pad(image, pad, mode="wrap")
