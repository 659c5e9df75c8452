# the argument pad is never used
# mistake: padding left out
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def conv_layer(image, filters, bias, stride=1, pad=0):
    f = filters.shape[-1]
    w = sliding_window_view(image, (f, f), axis=(1, 2))[:, ::stride, ::stride]
    return np.tensordot(filters, w, axes=([1, 2, 3], [0, 3, 4])) + bias[:, None, None]
