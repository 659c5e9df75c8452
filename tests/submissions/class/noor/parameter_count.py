"""Exercise 7: parameter count."""


def conv_parameters(in_channels, filters, kernel_size):
    """How many numbers a convolutional layer learns, biases included.

    in_channels: channels of the input; filters: how many there are;
    kernel_size: the side of a filter. Returns an int.

    >>> conv_parameters(3, 10, 5)
    760
    """
    raise NotImplementedError


def output_volume(height, width, filters, kernel_size, stride=1, pad=0):
    """The layer's output as (rows, columns, filters), three ints.

    >>> output_volume(32, 32, 10, 5, stride=1, pad=2)
    (32, 32, 10)
    """
    raise NotImplementedError
