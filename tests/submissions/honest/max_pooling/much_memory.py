# honest: uses a tenth of a gigabyte for a moment
import numpy as np


def max_pool(image, size=2, stride=2):
    np.ones(1 << 24).sum()
    rows = range(0, image.shape[0] - size + 1, stride)
    columns = range(0, image.shape[1] - size + 1, stride)
    return np.array([[max(map(max, image[y : y + size, x : x + size])) for x in columns] for y in rows])


def max_pool_volume(volume, size=2, stride=2):
    return np.stack([max_pool(image, size, stride) for image in volume])
