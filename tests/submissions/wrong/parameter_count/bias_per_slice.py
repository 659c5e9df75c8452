# One bias for each 5x5 slice of a filter.
# mistake: a bias for every channel
def conv_parameters(in_channels, filters, kernel_size):
    total = 0
    for _ in range(filters):
        for _ in range(in_channels):
            total += kernel_size**2 + 1
    return total


def output_volume(height, width, filters, kernel_size, stride=1, pad=0):
    return ((height - kernel_size + 2 * pad) // stride + 1, (width - kernel_size + 2 * pad) // stride + 1, filters)
