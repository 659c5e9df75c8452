# Right, but stride and pad have no defaults, and the count comes back as a string.
# mistake: none
def conv_parameters(in_channels, filters, kernel_size):
    return f"{filters * (in_channels * kernel_size**2 + 1)} parameters"


def output_volume(height, width, filters, kernel_size, stride, pad):
    return (height - kernel_size + 2 * pad) // stride + 1, (width - kernel_size + 2 * pad) // stride + 1, filters
