"""At each stop one block of all channels, times each filter, summed."""

import numpy as np


def conv_layer(image, filters, bias, stride=1, pad=0):
    padded = np.pad(image, ((0, 0), (pad, pad), (pad, pad)))
    side = filters.shape[-1]
    rows = (padded.shape[1] - side) // stride + 1
    columns = (padded.shape[2] - side) // stride + 1
    maps = np.zeros((len(filters), rows, columns))
    for i, j in np.ndindex(rows, columns):
        y, x = i * stride, j * stride
        block = padded[:, y : y + side, x : x + side]
        maps[:, i, j] = (filters * block).sum(axis=(1, 2, 3)) + bias
    return maps
