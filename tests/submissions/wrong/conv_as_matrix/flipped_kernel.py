# turns the kernel round first
# mistake: filter flipped
import numpy as np


def conv_matrix(kernel, height, width, stride=1, pad=0):
    k = np.rot90(kernel, 2)
    F, G = k.shape
    H, W = (height + 2 * pad - F) // stride + 1, (width + 2 * pad - G) // stride + 1
    T = np.zeros((H, W, height + 2 * pad, width + 2 * pad))
    for i in range(H):
        for j in range(W):
            T[i, j, i * stride : i * stride + F, j * stride : j * stride + G] = k
    return T[:, :, pad : pad + height, pad : pad + width].reshape(H * W, height * width)
