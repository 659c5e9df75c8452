# As many windows as strides go into a side, the last of them cut short.
# mistake: size left out of the count
import numpy as np


def max_pool(image, size=2, stride=2):
    rows, columns = image.shape[0] // stride, image.shape[1] // stride
    out = np.zeros((rows, columns))
    for i in range(rows):
        for j in range(columns):
            out[i, j] = np.amax(image[i * stride : i * stride + size, j * stride : j * stride + size])
    return out


def max_pool_volume(volume, size=2, stride=2):
    return np.array([max_pool(one, size, stride) for one in volume])
