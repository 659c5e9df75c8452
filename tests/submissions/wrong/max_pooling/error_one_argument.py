# wrong: max_pool_volume calls an undefined name
# mistake: none
# kind: python error
import numpy as np

def max_pool(image, size=2, stride=2):
    h = (image.shape[0] - size) // stride + 1
    w = (image.shape[1] - size) // stride + 1
    out = np.zeros((h, w))
    for i in range(h):
        for j in range(w):
            out[i][j] = image[i*stride:i*stride+size, j*stride:j*stride+size].max()
    return out

def max_pool_volume(volume, size=2, stride=2):
    return np.array([maxpool(v, size, stride) for v in volume])
