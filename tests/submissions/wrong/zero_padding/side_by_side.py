# Takes the first axis for the width.
# mistake: image turned on its side
import numpy as np


def zero_pad(image, pad):
    width, height = image.shape
    out = np.zeros((height + 2 * pad, width + 2 * pad))
    for x in range(width):
        for y in range(height):
            out[y + pad, x + pad] = image[x, y]
    return out
