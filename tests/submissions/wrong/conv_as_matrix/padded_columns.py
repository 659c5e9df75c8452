# forgets to cut the border off again
# mistake: columns for the border too
import numpy as np


def conv_matrix(kernel, height, width, stride=1, pad=0):
    f, g = kernel.shape
    ph, pw = height + 2 * pad, width + 2 * pad
    out = []
    for r in range(0, ph - f + 1, stride):
        for c in range(0, pw - g + 1, stride):
            m = np.zeros((ph, pw))
            m[r : r + f, c : c + g] = kernel
            out.append(m.flatten())
    return np.vstack(out)
