"""The largest cell of each window; a volume map by map."""

import numpy as np


def max_pool(image: np.ndarray, size: int = 2, stride: int = 2) -> np.ndarray:
    rows, columns = ((side - size) // stride + 1 for side in image.shape)
    out = np.zeros((rows, columns))
    for i, j in np.ndindex(rows, columns):
        y, x = i * stride, j * stride
        out[i, j] = image[y : y + size, x : x + size].max()
    return out


def max_pool_volume(volume: np.ndarray, size: int = 2, stride: int = 2) -> np.ndarray:
    return np.stack([max_pool(one_map, size, stride) for one_map in volume])
