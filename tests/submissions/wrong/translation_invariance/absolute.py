# abs() where relu should be
# mistake: largest by absolute value
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def detector_response(image, kernel):
    m = np.einsum("ijab,ab->ij", sliding_window_view(image, kernel.shape), kernel)
    return abs(m).max()
