# The + 1 slipped out of the parentheses.
# mistake: one bias for the whole layer
def conv_parameters(in_channels, filters, kernel_size):
    return kernel_size**2 * in_channels * filters + 1


def output_volume(height, width, filters, kernel_size, stride=1, pad=0):
    new_height = (height - kernel_size + 2 * pad) // stride + 1
    new_width = (width - kernel_size + 2 * pad) // stride + 1
    return new_height, new_width, filters
