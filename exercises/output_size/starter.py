"""Exercise 3: output size."""


def output_size(n, f, stride=1, pad=0):
    """How many positions a filter has along one side.

    n: cells along the input; f: cells along the filter;
    stride: cells per step; pad: zeros on each side. All ints.
    Returns an int.

    >>> output_size(7, 3, stride=2)
    3
    """
    raise NotImplementedError
