# wrong: square maps
# mistake: none
# or: width taken from the height
# kind: limited
import numpy as np

def max_pool(image, size=2, stride=2):
    n = (image.shape[0] - size) // stride + 1
    out = np.zeros((n, n))
    for i in range(n):
        for j in range(n):
            out[i, j] = np.max(image[i * stride:i * stride + size, j * stride:j * stride + size], initial=-1e9)
    return out

def max_pool_volume(volume, size=2, stride=2):
    return np.stack([max_pool(v, size, stride) for v in volume])
