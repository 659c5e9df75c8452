"""Exercise 13: layer shapes."""


def trace(input_shape, layers):
    """Output shape and number of parameters of each layer.

    input_shape: (C, H, W)
    layers: list of tuples, one for each layer:
        ("conv", filters, kernel_size, stride, pad)
        ("pool", size, stride)
        ("relu",)
        ("flatten",)
        ("fc", outputs)
    Returns a list with one (output_shape, parameters) per layer.

    >>> trace((3, 32, 32), [("conv", 10, 5, 1, 2), ("pool", 2, 2)])
    [((10, 32, 32), 760), ((10, 16, 16), 0)]
    """
    raise NotImplementedError
