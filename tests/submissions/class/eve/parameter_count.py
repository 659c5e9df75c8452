def conv_parameters(in_channels, filters, kernel_size):
    return filters + filters * in_channels * kernel_size**2


def side(n, f, s, p):
    return (n + p - f) // s + 1


def output_volume(height, width, filters, kernel_size, stride=1, pad=0):
    return side(height, kernel_size, stride, pad), side(width, kernel_size, stride, pad), filters
