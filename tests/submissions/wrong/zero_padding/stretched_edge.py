# Repeats the edge: looks nicer on photographs.
# mistake: edge values instead of zeros
import numpy as np


def zero_pad(image, pad):
    rows = [0] * pad + list(range(image.shape[0])) + [image.shape[0] - 1] * pad
    cols = [0] * pad + list(range(image.shape[1])) + [image.shape[1] - 1] * pad
    return image[rows][:, cols]
