# wrong: sum
# mistake: none
# or: sum for maximum
# kind: undeclared
import numpy as np

def max_pool(image, size=2, stride=2):
    h, w = (image.shape[0] - size) // stride + 1, (image.shape[1] - size) // stride + 1
    return np.array([[image[i * stride:i * stride + size, j * stride:j * stride + size].sum() for j in range(w)] for i in range(h)])

def max_pool_volume(volume, size=2, stride=2):
    return np.stack([max_pool(v, size, stride) for v in volume])
