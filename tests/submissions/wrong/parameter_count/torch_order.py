# Writes the shape as PyTorch would.
# mistake: filters first
def conv_parameters(in_channels, filters, kernel_size):
    return filters * (in_channels * kernel_size * kernel_size + 1)


def output_volume(height, width, filters, kernel_size, stride=1, pad=0):
    H = (height - kernel_size + 2 * pad) // stride + 1
    W = (width - kernel_size + 2 * pad) // stride + 1
    return (filters, H, W)
