"""Slips at `output_size`, each a small wrong implementation; the class name is what a student reads."""


def _refuse(n, f, pad):
    if f > n + 2 * pad:
        raise ValueError("the filter is larger than the padded input")


class padding_left_out:
    """The border of zeros makes the input larger: N becomes N + 2P."""

    def output_size(n, f, stride=1, pad=0):
        _refuse(n, f, pad)
        return (n - f) // stride + 1


class padding_added_once:
    """There are zeros on both sides, so the input grows by 2P, not by P."""

    def output_size(n, f, stride=1, pad=0):
        _refuse(n, f, pad)
        return (n - f + pad) // stride + 1


class true_division:
    """`/` gives a float. A size is a whole number: use `//`, which also rounds down."""

    def output_size(n, f, stride=1, pad=0):
        _refuse(n, f, pad)
        return (n - f + 2 * pad) / stride + 1


class rounded_up:
    """A last step that does not fit is dropped, so round down."""

    def output_size(n, f, stride=1, pad=0):
        _refuse(n, f, pad)
        return -((f - n - 2 * pad) // stride) + 1


class rounded_to_nearest:
    """A last step that does not fit is dropped, however nearly it fits: round down."""

    def output_size(n, f, stride=1, pad=0):
        _refuse(n, f, pad)
        return int((n - f + 2 * pad) / stride + 0.5) + 1


class plus_one_forgotten:
    """The filter's first position counts too: steps + 1 positions."""

    def output_size(n, f, stride=1, pad=0):
        _refuse(n, f, pad)
        return (n - f + 2 * pad) // stride


class filter_not_subtracted:
    """The filter stops where its far edge meets the border, so only N - F cells are left to step over."""

    def output_size(n, f, stride=1, pad=0):
        _refuse(n, f, pad)
        return (n + 2 * pad) // stride + 1


class stride_left_out:
    """With stride S the filter moves S cells at a time: divide the room by S."""

    def output_size(n, f, stride=1, pad=0):
        _refuse(n, f, pad)
        return n - f + 2 * pad + 1


class one_added_before_dividing:
    """Divide first, then add the one for the first position."""

    def output_size(n, f, stride=1, pad=0):
        _refuse(n, f, pad)
        return (n - f + 2 * pad + 1) // stride


class no_error_for_a_filter_that_is_too_large:
    """Raise ValueError when f > n + 2 * pad: the filter fits nowhere."""

    def output_size(n, f, stride=1, pad=0):
        return (n - f + 2 * pad) // stride + 1


class padding_forgotten_in_the_error:
    """Compare the filter with the padded input, n + 2 * pad: padding can make it fit."""

    def output_size(n, f, stride=1, pad=0):
        _refuse(n, f, 0)
        return (n - f + 2 * pad) // stride + 1
