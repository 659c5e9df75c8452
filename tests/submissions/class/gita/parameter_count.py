def conv_parameters(in_channels, filters, kernel_size):
    return (in_channels * kernel_size**2 + 1) * filters


def output_volume(height, width, filters, kernel_size, stride=1, pad=0):
    return tuple((n + 2 * pad - kernel_size) // stride + 1 for n in (height, width)) + (filters,)
