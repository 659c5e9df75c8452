# wrong: pad stride
# mistake: padding left out; stride left out
# kind: two slips
import numpy as np

def conv_layer(image, filters, bias, stride=1, pad=0):
    K, C, F, _ = filters.shape
    h, w = image.shape[1] - F + 1, image.shape[2] - F + 1
    out = np.zeros((K, h, w))
    for k in range(K):
        for i in range(h):
            for j in range(w):
                out[k, i, j] = np.sum(image[:, i:i + F, j:j + F] * filters[k]) + bias[k]
    return out
