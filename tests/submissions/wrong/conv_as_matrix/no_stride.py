# every stop
# mistake: stride left out
import numpy as np


def conv_matrix(kernel, height, width, stride=1, pad=0):
    F, G = kernel.shape
    H, W = height + 2 * pad - F + 1, width + 2 * pad - G + 1
    theta = np.zeros((H * W, height * width))
    for n in range(H * W):
        i, j = divmod(n, W)
        for a in range(F):
            for b in range(G):
                y, x = i + a - pad, j + b - pad
                if y in range(height) and x in range(width):
                    theta[n, y * width + x] = kernel[a, b]
    return theta
