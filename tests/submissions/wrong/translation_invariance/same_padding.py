# pads so that the map is as large as the image
# mistake: padding added
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def detector_response(image, kernel):
    f, g = kernel.shape
    padded = np.pad(image, ((f // 2, f // 2), (g // 2, g // 2)))
    responses = np.tensordot(sliding_window_view(padded, (f, g)), kernel)
    return np.maximum(responses, 0).max()
