# x and y mixed up in the result
# mistake: rows and columns swapped
import numpy as np


def max_pool(image, size=2, stride=2):
    nx = (image.shape[1] - size) // stride + 1
    ny = (image.shape[0] - size) // stride + 1
    out = np.zeros((nx, ny))
    for x in range(nx):
        for y in range(ny):
            out[x, y] = image[y * stride : y * stride + size, x * stride : x * stride + size].max()
    return out


def max_pool_volume(volume, size=2, stride=2):
    return np.array([max_pool(m, size, stride) for m in volume])
