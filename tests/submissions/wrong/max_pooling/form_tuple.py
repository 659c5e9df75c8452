# wrong: tuple
# mistake: none
# kind: form
import numpy as np

def max_pool(image, size=2, stride=2):
    h, w = (image.shape[0] - size) // stride + 1, (image.shape[1] - size) // stride + 1
    out = np.array([[image[i * stride:i * stride + size, j * stride:j * stride + size].max() for j in range(w)] for i in range(h)])
    return out, out.shape

def max_pool_volume(volume, size=2, stride=2):
    return np.stack([max_pool(v, size, stride)[0] for v in volume])
