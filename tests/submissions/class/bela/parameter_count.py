import numpy as np


def conv_parameters(in_channels, filters, kernel_size):
    weights = np.prod([filters, in_channels, kernel_size, kernel_size])
    return weights + np.int64(filters)


def output_volume(height, width, filters, kernel_size, stride=1, pad=0):
    sides = (np.array([height, width]) + 2 * pad - kernel_size) // stride + 1
    return [*sides, filters]
