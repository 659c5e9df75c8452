# wrong: min last
# mistake: minimum for maximum; last window left out
# kind: two slips
import numpy as np

def max_pool(image, size=2, stride=2):
    h, w = (image.shape[0] - size) // stride, (image.shape[1] - size) // stride
    out = np.zeros((h, w))
    for i in range(h):
        for j in range(w):
            out[i, j] = image[i * stride:i * stride + size, j * stride:j * stride + size].min()
    return out

def max_pool_volume(volume, size=2, stride=2):
    return np.stack([max_pool(v, size, stride) for v in volume])
