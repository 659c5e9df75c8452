# flattens the canvas column by column
# mistake: image read column by column
import numpy as np


def conv_matrix(kernel, height, width, stride=1, pad=0):
    f, g = kernel.shape
    rows = []
    for r in range(0, height + 2 * pad - f + 1, stride):
        for c in range(0, width + 2 * pad - g + 1, stride):
            m = np.zeros((height + 2 * pad, width + 2 * pad))
            m[r : r + f, c : c + g] = kernel
            rows.append(m[pad : height + pad, pad : width + pad].flatten(order="F"))
    return np.array(rows)
