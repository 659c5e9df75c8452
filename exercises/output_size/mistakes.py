"""The output size in named steps, and each misconception as another version of one step."""


class Right:
    """The right answer."""

    def output_size(self, n, f, stride=1, pad=0):
        if not self.fits(n, f, pad):
            return self.too_large(n, f, stride, pad)
        return self.size(n, f, stride, pad)

    def fits(self, n, f, pad):
        return f <= n + 2 * pad

    def too_large(self, n, f, stride, pad):
        raise ValueError("the filter is larger than the padded input")

    def size(self, n, f, stride, pad):
        room = self.usable(self.room(self.padded(n, pad), f), stride)
        return self.positions(self.steps(room, self.step_width(stride)))

    def padded(self, n, pad):
        return n + 2 * pad

    def room(self, n, f):
        return n - f

    def usable(self, room, stride):
        return room

    def step_width(self, stride):
        return stride

    def steps(self, room, stride):
        return room // stride

    def positions(self, steps):
        return steps + 1


class padding_left_out(Right):
    """The border of zeros makes the input larger: N becomes N + 2P."""

    def padded(self, n, pad):
        return n


class padding_added_once(Right):
    """There are zeros on both sides, so the input grows by 2P, not by P."""

    def padded(self, n, pad):
        return n + pad


class true_division(Right):
    """`/` gives a float. A size is a whole number: use `//`, which also rounds down."""

    def steps(self, room, stride):
        return room / stride


class rounded_up(Right):
    """A last step that does not fit is dropped, so round down."""

    def steps(self, room, stride):
        return -(-room // stride)


class rounded_to_nearest(Right):
    """A last step that does not fit is dropped, however nearly it fits: round down."""

    def steps(self, room, stride):
        return int(room / stride + 0.5)


class rounded_as_python_rounds(Right):
    says = "rounded_to_nearest"

    def steps(self, room, stride):
        return round(room / stride)


class rounded_after_the_plus_one(Right):
    says = "rounded_to_nearest"

    def steps(self, room, stride):
        return room / stride

    def positions(self, steps):
        return round(steps + 1)


class brackets_left_out(Right):
    """`//` comes before `-` and `+`, as division does on paper: the whole numerator needs brackets."""

    def size(self, n, f, stride, pad):
        return self.positions(self.padded(n, pad) - self.steps(f, self.step_width(stride)))


class brackets_left_out_with_the_padding_last(Right):
    says = "brackets_left_out"

    def size(self, n, f, stride, pad):
        room, border = self.room(n, f), self.padded(n, pad) - n
        return self.positions(room + self.steps(border, self.step_width(stride)))


class plus_one_forgotten(Right):
    """The filter's first position counts too: there is one stop more than there are steps."""

    def positions(self, steps):
        return steps


class filter_not_subtracted(Right):
    """The filter stops where its far edge meets the border, so only N - F cells are left to step over."""

    def room(self, n, f):
        return n


class stride_left_out(Right):
    """With stride S the filter moves S cells at a time, so fewer steps fit into the room."""

    def step_width(self, stride):
        return 1


class one_added_before_dividing(plus_one_forgotten):
    """Divide first, then add the one for the first position."""

    def usable(self, room, stride):
        return room + 1


class input_divided_by_the_stride(Right):
    """N / stride, rounded up, is the size of TensorFlow's "same" padding. Here the filter and `pad` count."""

    def size(self, n, f, stride, pad):
        return -(-n // stride)


class error_where_the_last_step_does_not_fit(Right):
    """A last step that does not fit is dropped, it is no error: round down."""

    def usable(self, room, stride):
        if room % stride:
            raise ValueError("the last step does not fit")
        return room


class no_error_for_a_filter_that_is_too_large(Right):
    """A filter larger than the padded input fits nowhere. Who calls this wants a ValueError then."""

    def too_large(self, n, f, stride, pad):
        return self.size(n, f, stride, pad)


class zero_for_a_filter_that_is_too_large(Right):
    """A filter that fits nowhere is an error, a ValueError, and not a size of 0."""

    def too_large(self, n, f, stride, pad):
        return 0


class nothing_for_a_filter_that_is_too_large(Right):
    """After a message on the screen, or a None, the program goes on. A ValueError has to be raised."""

    def too_large(self, n, f, stride, pad):
        return None


class assert_for_a_filter_that_is_too_large(Right):
    """`assert` raises AssertionError. Who calls this function waits for a ValueError."""

    def too_large(self, n, f, stride, pad):
        raise AssertionError("the filter is larger than the padded input")


class filter_as_large_as_the_input_refused(Right):
    """A filter as large as the padded input fits once. Look at the comparison: is it > or >=?"""

    def fits(self, n, f, pad):
        return f < n + 2 * pad


class padding_forgotten_in_the_error(Right):
    """Zeros on both sides can make a filter fit. Is it compared with the padded input?"""

    def fits(self, n, f, pad):
        return f <= n
