# every position, one cell at a time
# mistake: stride left out
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def max_pool(image, size=2, stride=2):
    return np.max(sliding_window_view(image, (size, size)), axis=(2, 3))


def max_pool_volume(volume, size=2, stride=2):
    return np.max(sliding_window_view(volume, (size, size), axis=(1, 2)), axis=(3, 4))
