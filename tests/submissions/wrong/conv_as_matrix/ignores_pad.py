# no padding at all
# mistake: padding left out
import numpy as np


def conv_matrix(kernel, height, width, stride=1, pad=0):
    F, G = kernel.shape
    rows = []
    for i in range((height - F) // stride + 1):
        for j in range((width - G) // stride + 1):
            row = np.zeros((height, width))
            row[i * stride : i * stride + F, j * stride : j * stride + G] = kernel
            rows.append(row.ravel())
    return np.array(rows).reshape(-1, height * width)
