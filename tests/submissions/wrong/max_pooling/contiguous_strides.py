# as_strided with strides computed from the shape: wrong for views
# mistake: none
import numpy as np
from numpy.lib.stride_tricks import as_strided


def max_pool(image, size=2, stride=2):
    h, w = image.shape
    b = image.itemsize
    shape = ((h - size) // stride + 1, (w - size) // stride + 1, size, size)
    flat = image.ravel(order="K")
    return as_strided(flat, shape, (w * b * stride, b * stride, w * b, b)).max(axis=(2, 3))


def max_pool_volume(volume, size=2, stride=2):
    return np.stack([max_pool(m, size, stride) for m in volume])
