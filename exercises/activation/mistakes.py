"""Slips at ReLU: each overrides a step of the right answer, and its name is what a student reads."""

import numpy as np


class Right:
    """The right answer in named steps."""

    def read(self, x):
        return x

    def fires(self, x):
        """Which cells are above the threshold."""
        return x > 0

    def loud(self, x):
        """What a cell above the threshold gives."""
        return x

    def quiet(self, x):
        """What a cell below it gives."""
        return np.zeros(x.shape)

    def joined(self, fires, loud, quiet):
        return np.where(fires, loud, quiet)

    def curve(self, x):
        return self.joined(self.fires(x), self.loud(x), self.quiet(x))

    def relu(self, x):
        return self.curve(self.read(x))


class negatives_kept(Right):
    """ReLU is max(0, x): everything below 0 becomes 0."""

    def quiet(self, x):
        return x


class positives_set_to_zero(Right):
    """It is the negative values that become 0: check which way round the comparison is."""

    def fires(self, x):
        return x < 0


class relu_of_minus_x(Right):
    """The positive values stay and the negative ones become 0: is there a minus in front of x?"""

    def read(self, x):
        return -x


class absolute_value(Right):
    """A negative value becomes 0; it does not lose its sign."""

    def quiet(self, x):
        return -x


class leaky(Right):
    """ReLU lets nothing below 0 through. With a small slope there it is leaky ReLU."""

    def quiet(self, x):
        return 0.01 * x


class leaky_by_a_tenth(Right):
    says = "leaky"

    def quiet(self, x):
        return 0.1 * x


class leaky_by_a_fifth(Right):
    says = "leaky"

    def quiet(self, x):
        return 0.2 * x


class exponential_below_zero(Right):
    """exp(x) - 1 below 0 makes it an exponential linear unit, ELU. ReLU is 0 there."""

    def quiet(self, x):
        return np.expm1(np.minimum(x, 0))


class maximum_with_one(Right):
    """Compare with 0, not with 1."""

    def curve(self, x):
        return np.maximum(x, 1)


class clipped_at_one(Right):
    """ReLU has no ceiling: 300 stays 300."""

    def loud(self, x):
        return np.minimum(x, 1)


class clipped_at_six(Right):
    """ReLU has no ceiling. With one at 6 it is ReLU6, which small devices use."""

    def loud(self, x):
        return np.minimum(x, 6)


class negatives_removed(Right):
    """Negative values become 0; they keep their place, so the shape stays."""

    def joined(self, fires, loud, quiet):
        return loud[fires]


class one_for_every_positive_value(Right):
    """`x > 0` is true or false, 1 or 0. Keep the value itself where it is positive."""

    def loud(self, x):
        return np.ones(x.shape)


class mean_as_threshold(Right):
    """The threshold is 0, whatever the other cells hold: the mean of the array plays no part."""

    def fires(self, x):
        return x > x.mean()


class values_below_one_dropped(Right):
    """The threshold is 0: 0.25 is positive and stays."""

    def fires(self, x):
        return x >= 1


class sigmoid(Right):
    """1 / (1 + exp(-x)) is the sigmoid. ReLU is max(0, x)."""

    def curve(self, x):
        return (1 + np.tanh(x / 2)) / 2


class tanh(Right):
    """tanh is another activation. ReLU is max(0, x)."""

    def curve(self, x):
        return np.tanh(x)


class softplus(Right):
    """log(1 + exp(x)) is softplus, ReLU's smooth relative. ReLU is exactly 0 below 0."""

    def curve(self, x):
        return np.logaddexp(0, x)


class maximum_along_an_axis(Right):
    """`np.max(x, 0)` is the maximum along axis 0. `np.maximum` compares cell by cell."""

    def curve(self, x):
        return np.max(x, 0)


class one_maximum_for_the_whole_array(Right):
    """Each cell is compared with 0 by itself; the result has as many cells as the input."""

    def curve(self, x):
        return max(0.0, x.max())


class maximum_of_python(Right):
    """Python's own `max(0, x)` asks which of the two is larger as a whole. Here every cell has an answer of its own."""

    def curve(self, x):
        return max(0, x)


class shape_flattened(Right):
    """The result has the shape of the input, not one long row."""

    def relu(self, x):
        return np.ravel(super().relu(x))


class cut_to_whole_numbers(Right):
    """0.25 stays 0.25: don't turn the values into ints."""

    def read(self, x):
        return x.astype(int)


class input_changed(Right):
    """`x[x < 0] = 0` writes into the input, and the caller still needs that. Leave it as it was."""

    def curve(self, x):
        x[...] = super().curve(x)
        return x
