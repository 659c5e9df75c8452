# Divides with a single slash.
# mistake: true division
def conv_parameters(in_channels, filters, kernel_size):
    return filters * (in_channels * kernel_size * kernel_size + 1)


def output_volume(height, width, filters, kernel_size, stride=1, pad=0):
    h = (height - kernel_size + 2 * pad) / stride + 1
    w = (width - kernel_size + 2 * pad) / stride + 1
    return h, w, filters
