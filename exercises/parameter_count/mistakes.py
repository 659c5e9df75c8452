"""The parameter count in named steps, and each misconception as another version of one step."""


class Right:
    """The right answer."""

    def conv_parameters(self, in_channels, filters, kernel_size):
        depth, counted = self.depth(in_channels, kernel_size), self.filters_counted(filters)
        weights = self.weights(depth, kernel_size)
        return self.stops() * (counted * weights + self.biases(counted, depth, weights))

    def depth(self, in_channels, kernel_size):
        return in_channels

    def filters_counted(self, filters):
        return filters

    def weights(self, depth, kernel_size):
        return depth * self.cells(kernel_size)

    def cells(self, kernel_size):
        return kernel_size**2

    def biases(self, filters, depth, weights):
        return filters

    def stops(self):
        return 1

    def output_volume(self, height, width, filters, kernel_size, stride=1, pad=0):
        (height, width), (down, right) = self.sides(height, width), self.strides(stride)
        rows, columns = self.side(height, kernel_size, down, pad), self.side(width, kernel_size, right, pad)
        return self.volume(rows, columns, self.maps(filters))

    def sides(self, height, width):
        return height, width

    def strides(self, stride):
        return stride, stride

    def side(self, n, f, stride, pad):
        return self.positions(self.steps(self.room(self.padded(n, pad), f), stride))

    def padded(self, n, pad):
        return n + 2 * pad

    def room(self, n, f):
        return n - f

    def steps(self, room, stride):
        return room // stride

    def positions(self, steps):
        return steps + 1

    def maps(self, filters):
        return filters

    def volume(self, rows, columns, maps):
        return rows, columns, maps


class bias_left_out(Right):
    """Each filter learns one bias besides its weights."""

    def biases(self, filters, depth, weights):
        return 0


class one_bias_for_the_whole_layer(Right):
    """Every filter has a bias of its own, so there are as many biases as filters."""

    def biases(self, filters, depth, weights):
        return 1


class a_bias_for_every_channel(Right):
    """A filter sums over all channels and adds its bias once, not once for each channel."""

    def biases(self, filters, depth, weights):
        return filters * depth


class a_bias_for_every_weight(Right):
    """A filter has one bias, not one for each of its weights."""

    def biases(self, filters, depth, weights):
        return filters * weights


class channels_left_out(Right):
    """A filter reaches through all channels of its input: 5x5 on a colour image is 5x5x3."""

    def depth(self, in_channels, kernel_size):
        return 1


class three_channels_assumed(Right):
    """Only a colour image has three channels: the layer's input has `in_channels` of them."""

    def depth(self, in_channels, kernel_size):
        return 3


class side_cubed_for_the_channels(Right):
    """The depth of a filter is the number of channels, not its side again."""

    def depth(self, in_channels, kernel_size):
        return kernel_size


class one_side_of_the_filter_only(Right):
    """A filter of side F has F rows of F cells in each channel."""

    def cells(self, kernel_size):
        return kernel_size


class channels_squared_too(Right):
    """Only the side is squared. Look at what the brackets, or `**`, take in."""

    def weights(self, depth, kernel_size):
        return self.cells(kernel_size * depth)


class only_one_filter_counted(Right):
    """All filters are learned: multiply the count of one by their number."""

    def filters_counted(self, filters):
        return 1


class weights_counted_at_every_stop(Right):
    """The same filter is used at every stop, so its weights count once, however large the image is."""

    def stops(self):
        return 32 * 32


class channels_and_filters_swapped(Right):
    """The first argument is the input's channels, the second the number of filters. Biases go with the filters."""

    def conv_parameters(self, in_channels, filters, kernel_size):
        return super().conv_parameters(filters, in_channels, kernel_size)


class padding_left_out(Right):
    """The border of zeros makes the input larger: N becomes N + 2P."""

    def padded(self, n, pad):
        return n


class padding_added_once(Right):
    """There are zeros on both sides, so the input grows by 2P, not by P."""

    def padded(self, n, pad):
        return n + pad


class size_of_the_input_kept(Right):
    """Only stride 1 with pad (F - 1) / 2 keeps the size. Use the formula of exercise 3 for each side."""

    def side(self, n, f, stride, pad):
        return n


class stride_left_out(Right):
    """With stride S the filter moves S cells at a time, so fewer steps fit into the room."""

    def strides(self, stride):
        return 1, 1


class stride_down_only(Right):
    """The stride counts to the right as well as down."""

    def strides(self, stride):
        return stride, 1


class input_divided_by_the_stride(Right):
    """N / stride is the size with TensorFlow's "same" padding. Here the filter and `pad` count."""

    def side(self, n, f, stride, pad):
        return -(-n // stride)


class input_divided_by_the_stride_rounded_down(Right):
    says = "input_divided_by_the_stride"

    def side(self, n, f, stride, pad):
        return n // stride


class plus_one_forgotten(Right):
    """The filter's first position counts too: there is one stop more than there are steps."""

    def positions(self, steps):
        return steps


class true_division(Right):
    """`/` gives a float. A size is a whole number: use `//`, which also rounds down."""

    def steps(self, room, stride):
        return room / stride


class brackets_left_out(Right):
    """`//` comes before `-` and `+`, as division does on paper: the whole numerator needs brackets."""

    def side(self, n, f, stride, pad):
        return self.positions(self.padded(n, pad) - self.steps(f, stride))


class rounded_up(Right):
    """A last step that does not fit is dropped, so round down."""

    def steps(self, room, stride):
        return -(-room // stride)


class height_used_for_the_width(Right):
    """An image need not be square: the width has its own formula."""

    def sides(self, height, width):
        return height, height


class height_and_width_swapped(Right):
    """Height comes first, then width: rows, then columns."""

    def sides(self, height, width):
        return width, height


class filters_first(Right):
    """This exercise writes volumes as the lecture does, 32x32x10: the filters come last."""

    def volume(self, rows, columns, maps):
        return maps, rows, columns


class filters_left_out_of_the_volume(Right):
    """Each filter gives one map, so the volume has a third side: the number of filters."""

    def volume(self, rows, columns, maps):
        return rows, columns


class colour_channels_as_depth(Right):
    """A filter sums over the input's channels. The depth of the result is the number of filters."""

    def maps(self, filters):
        return 3


class a_map_for_every_channel(Right):
    """A filter sums over the three colours and gives one map, not three: the depth is the number of filters."""

    def maps(self, filters):
        return 3 * filters
