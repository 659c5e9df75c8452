# The stops are counted before the border is put around.
# mistake: stops counted without the border
import numpy as np


def conv_layer(image, filters, bias, stride=1, pad=0):
    k, _, f, _ = filters.shape
    _, height, width = image.shape
    rows, columns = (height - f) // stride + 1, (width - f) // stride + 1
    image = np.pad(image, ((0, 0), (pad, pad), (pad, pad)))
    out = np.zeros((k, rows, columns))
    for n in range(k):
        for i in range(rows):
            for j in range(columns):
                block = image[:, i * stride : i * stride + f, j * stride : j * stride + f]
                out[n, i, j] = np.sum(block * filters[n]) + bias[n]
    return out
