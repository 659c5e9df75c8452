# checks only that the flat index exists
# mistake: border wraps into the next row
import numpy as np


def conv_matrix(kernel, height, width, stride=1, pad=0):
    F, G = kernel.shape
    H = (height - F + 2 * pad) // stride + 1
    W = (width - G + 2 * pad) // stride + 1
    theta = np.zeros((H * W, height * width))
    for i in range(H):
        for j in range(W):
            for a in range(F):
                for b in range(G):
                    idx = (i * stride + a - pad) * width + (j * stride + b - pad)
                    if idx >= 0 and idx < height * width:
                        theta[i * W + j, idx] += kernel[a, b]
    return theta
