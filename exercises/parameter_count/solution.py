"""One filter's weights and bias, times the filters; a filter's stops."""


def conv_parameters(in_channels, filters, kernel_size):
    return filters * (kernel_size**2 * in_channels + 1)


def output_volume(height, width, filters, kernel_size, stride=1, pad=0):
    rows = (height - kernel_size + 2 * pad) // stride + 1
    columns = (width - kernel_size + 2 * pad) // stride + 1
    return rows, columns, filters
