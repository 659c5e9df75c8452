"""At each stop one block of all channels, multiplied with each filter and summed."""

import numpy as np


def conv_layer(image: np.ndarray, filters: np.ndarray, bias: np.ndarray, stride: int = 1, pad: int = 0) -> np.ndarray:
    padded = np.pad(image, ((0, 0), (pad, pad), (pad, pad)))
    side = filters.shape[-1]
    rows, columns = ((length - side) // stride + 1 for length in padded.shape[1:])
    maps = np.zeros((len(filters), rows, columns))
    for i, j in np.ndindex(rows, columns):
        y, x = i * stride, j * stride
        block = padded[:, y : y + side, x : x + side]
        maps[:, i, j] = (filters * block).sum(axis=(1, 2, 3)) + bias
    return maps
