# paints the kernel on a padded canvas, crops the border, flattens
import numpy as np


def conv_matrix(kernel, height, width, stride=1, pad=0):
    f, g = kernel.shape
    rows = []
    for y in range(0, height + 2 * pad - f + 1, stride):
        for x in range(0, width + 2 * pad - g + 1, stride):
            canvas = np.zeros((height + 2 * pad, width + 2 * pad))
            canvas[y : y + f, x : x + g] = kernel
            rows.append(canvas[pad : pad + height, pad : pad + width].ravel())
    return np.array(rows)
