"""The largest sum of products over all windows, or 0."""

from numpy.lib.stride_tricks import sliding_window_view


def detector_response(image, kernel):
    windows = sliding_window_view(image, kernel.shape)
    responses = (windows * kernel).sum(axis=(2, 3))
    return float(max(0, responses.max()))
