# window i begins at row i
# mistake: windows one cell apart
import numpy as np


def max_pool(image, size=2, stride=2):
    out = np.zeros(((image.shape[0] - size) // stride + 1, (image.shape[1] - size) // stride + 1))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = image[i : i + size, j : j + size].max()
    return out


def max_pool_volume(volume, size=2, stride=2):
    return np.array([max_pool(c, size, stride) for c in volume])
