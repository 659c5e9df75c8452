import numpy as np


def max_pool(image, size=2, stride=2):
    h, w = image.shape
    res = []
    for y in range(0, h - size + 1, stride):
        row = []
        for x in range(0, w - size + 1, stride):
            row.append(np.sum(image[y : y + size, x : x + size]) / size**2)
        res.append(row)
    return np.array(res)


def max_pool_volume(volume, size=2, stride=2):
    return np.array([max_pool(v, size, stride) for v in volume])
