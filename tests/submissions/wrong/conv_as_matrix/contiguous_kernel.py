# lays the flattened kernel down in one piece
# mistake: filter rows without a gap
import numpy as np


def conv_matrix(kernel, height, width, stride=1, pad=0):
    F, G = kernel.shape
    H = (height + 2 * pad - F) // stride + 1
    W = (width + 2 * pad - G) // stride + 1
    flat = kernel.flatten()
    theta = np.zeros((H * W, height * width))
    for i in range(H):
        for j in range(W):
            begin = i * stride * width + j * stride
            for n, v in enumerate(flat):
                if begin + n < height * width:
                    theta[i * W + j, begin + n] = v
    return theta
