# wrong: broadcast bias
# mistake: none
# kind: python error
import numpy as np

def conv_layer(image, filters, bias, stride=1, pad=0):
    image = np.pad(image, ((0, 0), (pad, pad), (pad, pad)))
    F = filters.shape[2]
    win = np.lib.stride_tricks.sliding_window_view(image, (F, F), axis=(1, 2))[:, ::stride, ::stride]
    return np.einsum("chwab,kcab->khw", win, filters) + bias
