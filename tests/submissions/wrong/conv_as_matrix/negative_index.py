# no guard: Python's negative indices take the other side
# mistake: none
import numpy as np


def conv_matrix(kernel, height, width, stride=1, pad=0):
    F, G = kernel.shape
    H = (height + 2 * pad - F) // stride + 1
    W = (width + 2 * pad - G) // stride + 1
    theta = np.zeros((H * W, height, width))
    for i in range(H):
        for j in range(W):
            for a in range(F):
                for b in range(G):
                    theta[i * W + j, i * stride + a - pad, j * stride + b - pad] = kernel[a, b]
    return theta.reshape(H * W, -1)
