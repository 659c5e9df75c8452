# The maps are stacked along a new last axis.
# mistake: maps stacked last
import numpy as np


def max_pool(image, size=2, stride=2):
    starts = [range(0, side - size + 1, stride) for side in image.shape]
    return np.array([[image[i : i + size, j : j + size].max() for j in starts[1]] for i in starts[0]])


def max_pool_volume(volume, size=2, stride=2):
    return np.dstack([max_pool(one, size, stride) for one in volume])
