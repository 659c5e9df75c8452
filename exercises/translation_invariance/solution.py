"""The largest sum of products over all windows, or 0."""

import numpy as np


def detector_response(image: np.ndarray, kernel: np.ndarray) -> float:
    windows = np.lib.stride_tricks.sliding_window_view(image, kernel.shape)
    responses = (windows * kernel).sum(axis=(2, 3))
    return float(max(0, responses.max()))
