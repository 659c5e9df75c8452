# stops before the maximum
# mistake: whole map returned
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def detector_response(image, kernel):
    m = (sliding_window_view(image, kernel.shape) * kernel).sum((-1, -2))
    return np.maximum(m, 0)
