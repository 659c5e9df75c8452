# np.fliplr alone.
# mistake: flipped left and right only
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def convolve(image, kernel):
    f, g = kernel.shape
    windows = sliding_window_view(np.pad(image, ((f - 1, f - 1), (g - 1, g - 1))), (f, g))
    return np.tensordot(windows, np.fliplr(kernel), axes=2)
