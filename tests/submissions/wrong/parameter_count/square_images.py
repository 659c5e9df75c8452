# All of the lecture's images are square, so one side is enough.
# mistake: height used for the width
def conv_parameters(in_channels, filters, kernel_size):
    return filters + filters * in_channels * kernel_size**2


def output_volume(height, width, filters, kernel_size, stride=1, pad=0):
    n = (height - kernel_size + 2 * pad) // stride + 1
    return n, n, filters
