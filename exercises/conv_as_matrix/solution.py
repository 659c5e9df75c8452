"""Each stop a row, each cell a column; what lies on the border has no column."""

import numpy as np


def conv_matrix(kernel: np.ndarray, height: int, width: int, stride: int = 1, pad: int = 0) -> np.ndarray:
    rows, columns = (
        (side + 2 * pad - length) // stride + 1 for side, length in zip((height, width), kernel.shape, strict=True)
    )
    theta = np.zeros((rows * columns, height * width))
    for i, j, a, b in np.ndindex(rows, columns, *kernel.shape):
        y, x = i * stride + a - pad, j * stride + b - pad
        if 0 <= y < height and 0 <= x < width:
            theta[i * columns + j, y * width + x] = kernel[a, b]
    return theta
