"""The largest cell of each window; a volume map by map."""

import numpy as np


def max_pool(image, size=2, stride=2):
    rows, columns = ((side - size) // stride + 1 for side in image.shape)
    out = np.zeros((rows, columns))
    for i, j in np.ndindex(rows, columns):
        y, x = i * stride, j * stride
        out[i, j] = image[y : y + size, x : x + size].max()
    return out


def max_pool_volume(volume, size=2, stride=2):
    return np.stack([max_pool(one, size, stride) for one in volume])
