# wrong: first channel last axis
# mistake: first channel alone; maps last
# kind: two slips
import numpy as np

def conv_layer(image, filters, bias, stride=1, pad=0):
    image = np.pad(image[0], pad)
    K, C, F, _ = filters.shape
    h, w = (image.shape[0] - F) // stride + 1, (image.shape[1] - F) // stride + 1
    out = np.zeros((h, w, K))
    for k in range(K):
        for i in range(h):
            for j in range(w):
                window = image[i * stride:i * stride + F, j * stride:j * stride + F]
                out[i, j, k] = np.sum(window * filters[k, 0]) + bias[k]
    return out
