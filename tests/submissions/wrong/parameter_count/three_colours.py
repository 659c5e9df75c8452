# Believes every image has three colours.
# mistake: three channels assumed
def conv_parameters(in_channels, filters, kernel_size):
    return filters * (3 * kernel_size**2 + 1)


def output_volume(height, width, filters, kernel_size, stride=1, pad=0):
    return (height - kernel_size + 2 * pad) // stride + 1, (width - kernel_size + 2 * pad) // stride + 1, filters
