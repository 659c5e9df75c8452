# outputs along the columns
# mistake: matrix transposed
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def conv_matrix(kernel, height, width, stride=1, pad=0):
    images = np.pad(np.eye(height * width).reshape(-1, height, width), ((0, 0), (pad, pad), (pad, pad)))
    windows = sliding_window_view(images, kernel.shape, axis=(1, 2))[:, ::stride, ::stride]
    return np.einsum("nijab,ab->nij", windows, kernel).reshape(height * width, -1)
