# Rounds up with math.ceil.
# mistake: rounded up
import math


def conv_parameters(in_channels, filters, kernel_size):
    return (kernel_size * kernel_size * in_channels + 1) * filters


def output_volume(height, width, filters, kernel_size, stride=1, pad=0):
    return (
        math.ceil((height - kernel_size + 2 * pad) / stride) + 1,
        math.ceil((width - kernel_size + 2 * pad) / stride) + 1,
        filters,
    )
