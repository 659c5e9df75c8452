import numpy as np


def max_pool(image, size=2, stride=2):
    oh, ow = [(n - size) // stride + 1 for n in image.shape]
    out = np.empty((oh, ow))
    for i, j in np.ndindex(oh, ow):
        out[i, j] = np.max(image[i * stride : i * stride + size, j * stride : j * stride + size])
    return out


def max_pool_volume(volume, size=2, stride=2):
    _, h, w = volume.shape
    oh, ow = (h - size) // stride + 1, (w - size) // stride + 1
    out = np.empty((oh, ow))
    for i, j in np.ndindex(oh, ow):
        out[i, j] = np.max(volume[:, i * stride : i * stride + size, j * stride : j * stride + size])
    return out
