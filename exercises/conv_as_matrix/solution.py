"""Each stop a row, each cell a column; the border has no column."""

import numpy as np


def conv_matrix(kernel, height, width, stride=1, pad=0):
    rows = (height + 2 * pad - kernel.shape[0]) // stride + 1
    columns = (width + 2 * pad - kernel.shape[1]) // stride + 1
    theta = np.zeros((rows * columns, height * width))
    for i, j, a, b in np.ndindex(rows, columns, *kernel.shape):
        y, x = i * stride + a - pad, j * stride + b - pad
        if 0 <= y < height and 0 <= x < width:
            theta[i * columns + j, y * width + x] = kernel[a, b]
    return theta
