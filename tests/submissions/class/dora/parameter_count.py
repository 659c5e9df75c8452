def conv_parameters(in_channels, filters, kernel_size):
    return in_channels * filters * kernel_size * kernel_size


def output_volume(height, width, filters, kernel_size, stride=1, pad=0):
    h = (height + 2 * pad - kernel_size) // stride + 1
    w = (width + 2 * pad - kernel_size) // stride + 1
    return (h, w, filters)
