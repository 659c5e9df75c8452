from numpy.lib.stride_tricks import sliding_window_view


def max_pool(image, size=2, stride=2):
    return max_pool_volume(image, size, stride)


def max_pool_volume(volume, size=2, stride=2):
    windows = sliding_window_view(volume, (size, size), axis=(-2, -1))
    return windows[..., ::stride, ::stride, :, :].max(axis=(-2, -1))
