"""Slips at `parameter_count`, each a small wrong implementation; the class name is what a student reads."""


class bias_left_out:
    """Each filter learns one bias besides its weights: + 1 for each filter."""

    def conv_parameters(in_channels, filters, kernel_size):
        return filters * in_channels * kernel_size**2


class one_bias_for_the_whole_layer:
    """Every filter has a bias of its own, so add 1 before multiplying by the filters."""

    def conv_parameters(in_channels, filters, kernel_size):
        return filters * in_channels * kernel_size**2 + 1


class a_bias_for_every_channel:
    """A filter sums over all channels and adds its bias once, not once for each channel."""

    def conv_parameters(in_channels, filters, kernel_size):
        return filters * in_channels * (kernel_size**2 + 1)


class a_bias_for_every_weight:
    """A filter has one bias, not one for each of its weights."""

    def conv_parameters(in_channels, filters, kernel_size):
        return 2 * filters * in_channels * kernel_size**2


class channels_left_out:
    """A filter reaches through all channels of its input: 5x5 on a colour image is 5x5x3."""

    def conv_parameters(in_channels, filters, kernel_size):
        return filters * (kernel_size**2 + 1)


class three_channels_assumed:
    """Only a colour image has three channels: the layer's input has `in_channels` of them."""

    def conv_parameters(in_channels, filters, kernel_size):
        return filters * (3 * kernel_size**2 + 1)


class one_side_of_the_filter_only:
    """A filter of side F has F x F cells in each channel: square the side."""

    def conv_parameters(in_channels, filters, kernel_size):
        return filters * (in_channels * kernel_size + 1)


class side_cubed_for_the_channels:
    """The depth of a filter is the number of channels, not its side again."""

    def conv_parameters(in_channels, filters, kernel_size):
        return filters * (kernel_size**3 + 1)


class only_one_filter_counted:
    """All filters are learned: multiply the count of one by their number."""

    def conv_parameters(in_channels, filters, kernel_size):
        return in_channels * kernel_size**2 + 1


class channels_and_filters_swapped:
    """The first argument is the input's channels, the second the number of filters. Biases go with the filters."""

    def conv_parameters(in_channels, filters, kernel_size):
        return in_channels * (filters * kernel_size**2 + 1)


class padding_left_out:
    """The border of zeros makes the input larger: N becomes N + 2P."""

    def output_volume(height, width, filters, kernel_size, stride=1, pad=0):
        return (height - kernel_size) // stride + 1, (width - kernel_size) // stride + 1, filters


class padding_added_once:
    """There are zeros on both sides, so the input grows by 2P, not by P."""

    def output_volume(height, width, filters, kernel_size, stride=1, pad=0):
        return (height - kernel_size + pad) // stride + 1, (width - kernel_size + pad) // stride + 1, filters


class size_of_the_input_kept:
    """Only stride 1 with pad (F - 1) / 2 keeps the size. Use the formula of exercise 3 for each side."""

    def output_volume(height, width, filters, kernel_size, stride=1, pad=0):
        return height, width, filters


class stride_left_out:
    """With stride S the filter moves S cells at a time: divide the room by S."""

    def output_volume(height, width, filters, kernel_size, stride=1, pad=0):
        return height - kernel_size + 2 * pad + 1, width - kernel_size + 2 * pad + 1, filters


class stride_down_only:
    """The stride counts to the right as well as down."""

    def output_volume(height, width, filters, kernel_size, stride=1, pad=0):
        return (height - kernel_size + 2 * pad) // stride + 1, width - kernel_size + 2 * pad + 1, filters


class plus_one_forgotten:
    """The filter's first position counts too: steps + 1 positions."""

    def output_volume(height, width, filters, kernel_size, stride=1, pad=0):
        return (height - kernel_size + 2 * pad) // stride, (width - kernel_size + 2 * pad) // stride, filters


class true_division:
    """`/` gives a float. A size is a whole number: use `//`, which also rounds down."""

    def output_volume(height, width, filters, kernel_size, stride=1, pad=0):
        return (height - kernel_size + 2 * pad) / stride + 1, (width - kernel_size + 2 * pad) / stride + 1, filters


class rounded_up:
    """A last step that does not fit is dropped, so round down."""

    def output_volume(height, width, filters, kernel_size, stride=1, pad=0):
        rows = -((kernel_size - height - 2 * pad) // stride) + 1
        return rows, -((kernel_size - width - 2 * pad) // stride) + 1, filters


class height_used_for_the_width:
    """An image need not be square: the width has its own formula."""

    def output_volume(height, width, filters, kernel_size, stride=1, pad=0):
        side = (height - kernel_size + 2 * pad) // stride + 1
        return side, side, filters


class height_and_width_swapped:
    """Height comes first, then width: rows, then columns."""

    def output_volume(height, width, filters, kernel_size, stride=1, pad=0):
        return (width - kernel_size + 2 * pad) // stride + 1, (height - kernel_size + 2 * pad) // stride + 1, filters


class filters_first:
    """This exercise writes volumes as the lecture does, 32x32x10: the filters come last."""

    def output_volume(height, width, filters, kernel_size, stride=1, pad=0):
        return filters, (height - kernel_size + 2 * pad) // stride + 1, (width - kernel_size + 2 * pad) // stride + 1


class filters_left_out_of_the_volume:
    """Each filter gives one map, so the volume has a third side: the number of filters."""

    def output_volume(height, width, filters, kernel_size, stride=1, pad=0):
        return (height - kernel_size + 2 * pad) // stride + 1, (width - kernel_size + 2 * pad) // stride + 1


class colour_channels_as_depth:
    """A filter sums over the input's channels. The depth of the result is the number of filters."""

    def output_volume(height, width, filters, kernel_size, stride=1, pad=0):
        return (height - kernel_size + 2 * pad) // stride + 1, (width - kernel_size + 2 * pad) // stride + 1, 3
