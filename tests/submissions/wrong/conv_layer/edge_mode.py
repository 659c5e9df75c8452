# mode="edge"
# mistake: edge values instead of zeros
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def conv_layer(image, filters, bias, stride=1, pad=0):
    big = np.pad(image, ((0, 0), (pad, pad), (pad, pad)), "edge")
    win = sliding_window_view(big, filters.shape[1:])[0, ::stride, ::stride]
    return np.einsum("ijcab,kcab->kij", win, filters) + bias[:, None, None]
