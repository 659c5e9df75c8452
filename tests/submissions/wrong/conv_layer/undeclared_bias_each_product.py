# wrong: bias each product
# mistake: none
# or: bias added to every product
# kind: undeclared
import numpy as np

def conv_layer(image, filters, bias, stride=1, pad=0):
    image = np.pad(image, ((0, 0), (pad, pad), (pad, pad)))
    K, C, F, _ = filters.shape
    h, w = (image.shape[1] - F) // stride + 1, (image.shape[2] - F) // stride + 1
    out = np.zeros((K, h, w))
    for k in range(K):
        for i in range(h):
            for j in range(w):
                out[k, i, j] = np.sum(image[:, i * stride:i * stride + F, j * stride:j * stride + F] * filters[k] + bias[k])
    return out
