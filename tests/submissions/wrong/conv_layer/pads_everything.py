# np.pad(image, pad) pads the channels as well
# mistake: channels padded too
import numpy as np


def conv_layer(image, filters, bias, stride=1, pad=0):
    padded = np.pad(image, pad)
    K, C, F, _ = filters.shape
    H = (padded.shape[1] - F) // stride + 1
    W = (padded.shape[2] - F) // stride + 1
    maps = np.zeros((K, H, W))
    for k in range(K):
        for i in range(H):
            for j in range(W):
                s = 0
                for c in range(C):
                    s += np.sum(padded[c, i * stride : i * stride + F, j * stride : j * stride + F] * filters[k, c])
                maps[k, i, j] = s + bias[k]
    return maps
