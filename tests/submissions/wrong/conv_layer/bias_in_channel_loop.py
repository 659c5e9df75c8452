# adds the bias inside the loop over channels
# mistake: bias added for every channel
import numpy as np


def conv_layer(image, filters, bias, stride=1, pad=0):
    C, H, W = image.shape
    K, _, F, _ = filters.shape
    x = np.zeros((C, H + 2 * pad, W + 2 * pad))
    x[:, pad : H + pad, pad : W + pad] = image
    h, w = (H + 2 * pad - F) // stride + 1, (W + 2 * pad - F) // stride + 1
    y = np.zeros((K, h, w))
    for k in range(K):
        for c in range(C):
            for i in range(h):
                for j in range(w):
                    patch = x[c, i * stride : i * stride + F, j * stride : j * stride + F]
                    y[k, i, j] += (patch * filters[k, c]).sum() + bias[k]
    return y
