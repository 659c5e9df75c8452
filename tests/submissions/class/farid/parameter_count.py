def conv_parameters(in_channels, filters, kernel_size):
    per_filter = kernel_size * kernel_size + 1
    return per_filter * filters


def output_volume(height, width, filters, kernel_size, stride=1, pad=0):
    size = lambda n: (n - kernel_size + 2 * pad) // stride + 1
    return size(height), size(width), filters
