"""Slips at ReLU, each a small wrong implementation; the class name is what a student reads."""

import numpy as np


class negatives_kept:
    """ReLU is max(0, x): everything below 0 becomes 0."""

    def relu(x):
        return x.copy()


class positives_set_to_zero:
    """It is the negative values that become 0: check which way round the comparison is."""

    def relu(x):
        return np.minimum(x, 0)


class absolute_value:
    """A negative value becomes 0; it does not lose its sign."""

    def relu(x):
        return np.abs(x)


class leaky:
    """ReLU lets nothing below 0 through. With a small slope there it is leaky ReLU."""

    def relu(x):
        return np.where(x > 0, x, 0.01 * x)


class maximum_with_one:
    """Compare with 0, not with 1."""

    def relu(x):
        return np.maximum(x, 1)


class clipped_at_one:
    """ReLU has no ceiling: 300 stays 300."""

    def relu(x):
        return np.clip(x, 0, 1)


class negatives_removed:
    """Negative values become 0; they keep their place, so the shape stays."""

    def relu(x):
        return x[x > 0]


class one_for_every_positive_value:
    """`x > 0` is true or false, 1 or 0. Keep the value itself where it is positive."""

    def relu(x):
        return (x > 0).astype(float)


class sigmoid:
    """1 / (1 + exp(-x)) is the sigmoid. ReLU is max(0, x)."""

    def relu(x):
        return (1 + np.tanh(x / 2)) / 2


class tanh:
    """tanh is another activation. ReLU is max(0, x)."""

    def relu(x):
        return np.tanh(x)


class softplus:
    """log(1 + exp(x)) is softplus, ReLU's smooth relative. ReLU is exactly 0 below 0."""

    def relu(x):
        return np.logaddexp(0, x)


class maximum_along_an_axis:
    """`np.max(x, 0)` is the maximum along axis 0. `np.maximum(x, 0)` compares each cell with 0."""

    def relu(x):
        return np.max(x, 0)


class one_maximum_for_the_whole_array:
    """Each cell is compared with 0 by itself; the result has as many cells as the input."""

    def relu(x):
        return max(0.0, x.max())


class shape_flattened:
    """The result has the shape of the input, not one long row."""

    def relu(x):
        return np.maximum(x, 0).ravel()


class cut_to_whole_numbers:
    """0.25 stays 0.25: don't turn the values into ints."""

    def relu(x):
        return np.maximum(x.astype(int), 0)


class values_below_one_dropped:
    """The threshold is 0: 0.25 is positive and stays."""

    def relu(x):
        return np.where(x >= 1, x, 0)


class input_changed:
    """`x[x < 0] = 0` writes into the input. Make a new array: `np.maximum`, `np.where` or a copy."""

    def relu(x):
        x[x < 0] = 0
        return x
