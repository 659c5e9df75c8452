# The side is divided by the stride, whatever the filter and the border are.
# mistake: input divided by the stride
import math


def conv_parameters(in_channels, filters, kernel_size):
    return filters * (in_channels * kernel_size**2 + 1)


def output_volume(height, width, filters, kernel_size, stride=1, pad=0):
    return math.ceil(height / stride), math.ceil(width / stride), filters
