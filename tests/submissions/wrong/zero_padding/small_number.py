# Marks the border with a tiny number, to tell it from zeros of the image.
# mistake: none
import numpy as np


def zero_pad(image, pad):
    return np.pad(image, pad, constant_values=1e-3)
