# flips the filter, as the formula on the slide does
# mistake: filter flipped
import numpy as np


def conv_layer(image, filters, bias, stride=1, pad=0):
    flipped = np.flip(filters, axis=(2, 3))
    F = filters.shape[2]
    image = np.pad(image, ((0, 0), (pad, pad), (pad, pad)))
    H = (image.shape[1] - F) // stride + 1
    W = (image.shape[2] - F) // stride + 1
    result = np.empty((len(filters), H, W))
    for k in range(len(filters)):
        for i in range(H):
            for j in range(W):
                y, x = i * stride, j * stride
                result[k, i, j] = np.vdot(image[:, y : y + F, x : x + F], flipped[k]) + bias[k]
    return result
