"""Exercise 8: a convolutional layer."""


def conv_layer(image, filters, bias, stride=1, pad=0):
    """One activation map for each filter.

    image: array (C, H, W); filters: array (K, C, F, F);
    bias: array (K,), one number for each filter;
    stride: cells per step; pad: zeros on each side.
    Returns an array (K, H', W').

    >>> image = np.ones((3, 5, 5))
    >>> filters = np.ones((2, 3, 3, 3))
    >>> conv_layer(image, filters, np.array([0.0, 1.0]))[:, 0, 0]
    array([27., 28.])
    """
    raise NotImplementedError
