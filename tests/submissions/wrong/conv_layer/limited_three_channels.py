# wrong: three channels
# mistake: none
# kind: limited
import numpy as np

def conv_layer(image, filters, bias, stride=1, pad=0):
    image = np.pad(image, ((0, 0), (pad, pad), (pad, pad)))
    K, C, F, _ = filters.shape
    h, w = (image.shape[1] - F) // stride + 1, (image.shape[2] - F) // stride + 1
    out = np.zeros((K, h, w))
    for k in range(K):
        for c in range(3):
            for i in range(h):
                for j in range(w):
                    out[k, i, j] += np.sum(image[c, i * stride:i * stride + F, j * stride:j * stride + F] * filters[k, c])
    return out + bias[:, None, None]
