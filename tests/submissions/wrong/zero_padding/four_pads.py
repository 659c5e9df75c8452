# Thinks that 2 pad go on each side.
# mistake: pad counted twice
import numpy as np


def zero_pad(image, pad):
    thick = 2 * pad
    return np.pad(image, ((thick, thick), (thick, thick)), "constant")
