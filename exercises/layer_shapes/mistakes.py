"""Slips at layer shapes: each overrides a step of the right answer, and its name is what a student reads."""

import math


class Right:
    """The right answer in named steps."""

    def sides(self, shape):
        return shape[1:]

    def padded(self, n, pad):
        return n + 2 * pad

    def stops(self, room, stride):
        return room // stride + 1

    def conv_side(self, n, size, stride, pad):
        return self.stops(self.padded(n, pad) - size, stride)

    def pool_side(self, n, size, stride):
        return self.stops(n - size, stride)

    def channels(self, shape, image):
        return shape[0]

    def cells(self, size):
        return size * size

    def biases(self, kind, count, inputs):
        return count

    def flat(self, shape):
        return (math.prod(shape),)

    def pool_parameters(self, channels, size):
        return 0

    def layer(self, shape, image, kind, numbers):
        match kind, *numbers:
            case "conv", filters, size, stride, pad:
                sides = [self.conv_side(n, size, stride, pad) for n in self.sides(shape)]
                channels = self.channels(shape, image)
                return (filters, *sides), filters * channels * self.cells(size) + self.biases(kind, filters, channels)
            case "pool", size, stride:
                sides = [self.pool_side(n, size, stride) for n in self.sides(shape)]
                return (shape[0], *sides), self.pool_parameters(shape[0], size)
            case "fc", outputs:
                return (outputs,), outputs * shape[0] + self.biases(kind, outputs, shape[0])
        return self.flat(shape) if kind == "flatten" else shape, 0

    def read(self, shape, image):
        return shape

    def row(self, before, after, parameters):
        return after, parameters

    def trace(self, input_shape, layers):
        before, rows = tuple(input_shape), []
        for kind, *numbers in layers:
            after, parameters = self.layer(self.read(before, input_shape), input_shape, kind, numbers)
            rows.append(self.row(before, after, parameters))
            before = after
        return rows


class bias_left_out(Right):
    """Each filter and each fully connected output has a bias: one parameter more."""

    def biases(self, kind, count, inputs):
        return 0


class bias_of_the_filters_left_out(Right):
    """Each filter learns a bias besides its C * F * F weights."""

    def biases(self, kind, count, inputs):
        return 0 if kind == "conv" else count


class bias_of_the_connected_layers_left_out(Right):
    """Each output of a fully connected layer learns a bias besides its weights."""

    def biases(self, kind, count, inputs):
        return 0 if kind == "fc" else count


class one_bias_for_the_whole_layer(Right):
    """Each filter, and each output of a fully connected layer, has a bias of its own."""

    def biases(self, kind, count, inputs):
        return 1


class a_bias_for_every_channel(Right):
    """A filter has one bias, not one for each channel that it reads."""

    def biases(self, kind, count, inputs):
        return count * inputs if kind == "conv" else count


class input_channels_left_out(Right):
    """A filter is as deep as its input: C * F * F weights, not F * F."""

    def channels(self, shape, image):
        return 1


class channels_of_the_image_everywhere(Right):
    """After a convolution there are as many channels as it has filters: the next layer reads all of them."""

    def channels(self, shape, image):
        return image[0]


class filter_side_not_squared(Right):
    """A filter of size F has F * F cells a channel."""

    def cells(self, size):
        return size


class weights_counted_at_every_stop(Right):
    """A filter slides with the same weights everywhere. Count them once, however many stops there are."""

    def layer(self, shape, image, kind, numbers):
        after, parameters = super().layer(shape, image, kind, numbers)
        return after, parameters * math.prod(after[1:])


class parameters_for_pooling(Right):
    """Pooling learns nothing: it has no weights and no bias."""

    def pool_parameters(self, channels, size):
        return channels * (size * size + 1)


class parameters_for_flatten(Right):
    """Flatten only puts the numbers into one row. Which of them would it have to learn?"""

    def layer(self, shape, image, kind, numbers):
        after, parameters = super().layer(shape, image, kind, numbers)
        return after, math.prod(after) if kind == "flatten" else parameters


class padding_left_out(Right):
    """A border of P zeros makes each side larger: N becomes N + 2P."""

    def padded(self, n, pad):
        return n


class padding_added_once(Right):
    """There are zeros on both sides, so a side grows by 2P, not by P."""

    def padded(self, n, pad):
        return n + pad


class stride_of_the_filters_left_out(Right):
    """A convolution has a stride too, and then fewer steps fit into the room."""

    def conv_side(self, n, size, stride, pad):
        return super().conv_side(n, size, 1, pad)


class input_divided_by_the_stride(Right):
    """N / stride is the size with TensorFlow's "same" padding. Here the filter and `pad` count."""

    def conv_side(self, n, size, stride, pad):
        return -(-n // stride)


class input_divided_by_the_stride_rounded_down(Right):
    says = "input_divided_by_the_stride"

    def conv_side(self, n, size, stride, pad):
        return n // stride


class plus_one_forgotten(Right):
    """The first position counts too: there is one stop more than there are steps."""

    def stops(self, room, stride):
        return room // stride


class rounded_up(Right):
    """A last step that does not fit is dropped, so round down."""

    def stops(self, room, stride):
        return -(-room // stride) + 1


class true_division(Right):
    """`/` gives a float. Sizes are whole numbers: use `//`, which also rounds down."""

    def stops(self, room, stride):
        return room / stride + 1


class brackets_left_out(Right):
    """`//` comes before `-` and `+`, as division does on paper: the whole numerator needs brackets."""

    def conv_side(self, n, size, stride, pad):
        return self.padded(n, pad) - size // stride + 1

    def pool_side(self, n, size, stride):
        return n - size // stride + 1


class pools_rounded_up(Right):
    """A pool's last window that does not fit is dropped too: round down, as PyTorch does."""

    def pool_side(self, n, size, stride):
        return -((size - n) // stride) + 1


class pool_size_left_out(Right):
    """A pool is not only a division by its stride: its window's size counts, as a filter's does."""

    def pool_side(self, n, size, stride):
        return n // stride


class pools_moved_by_their_size(Right):
    """A pool moves by its stride, which need not be its size: AlexNet pools 3x3 at stride 2."""

    def pool_side(self, n, size, stride):
        return n // size


class every_pool_halves(Right):
    """A pool halves the sides only with 2x2 windows at stride 2. Others follow the same rule as a filter."""

    def pool_side(self, n, size, stride):
        return n // 2


class size_and_stride_of_a_pool_swapped(Right):
    """A pool is `("pool", size, stride)`, in that order."""

    def pool_side(self, n, size, stride):
        return super().pool_side(n, stride, size)


class width_taken_from_the_height(Right):
    """Images need not be square: count height and width each from its own side."""

    def sides(self, shape):
        return (shape[1], shape[1])


class height_and_width_swapped(Right):
    """A shape is (C, H, W): height before width."""

    def sides(self, shape):
        return (shape[2], shape[1])


class channels_last(Right):
    """A shape is (C, H, W): channels first, as PyTorch keeps them."""

    def row(self, before, after, parameters):
        return (*after[1:], after[0]) if len(after) == 3 else after, parameters


class channels_lost_in_flatten(Right):
    """Flatten keeps every number: C * H * W of them."""

    def flat(self, shape):
        return (shape[1] * shape[2],)


class bare_number_after_flatten(Right):
    """A shape is a tuple also when it has one number: `(400,)`, with the comma."""

    def row(self, before, after, parameters):
        return after[0] if len(after) == 1 else after, parameters


class relu_left_out_of_the_list(Right):
    """Every layer has its row, ReLU too: same shape, 0 parameters."""

    def trace(self, input_shape, layers):
        return [row for row, layer in zip(super().trace(input_shape, layers), layers) if layer[0] != "relu"]


class running_totals(Right):
    """Each row has its own layer's parameters, not the sum so far."""

    def trace(self, input_shape, layers):
        rows, total = super().trace(input_shape, layers), 0
        return [(shape, total := total + parameters) for shape, parameters in rows]


class shape_before_the_layer(Right):
    """A row holds the layer's output shape, not its input's."""

    def row(self, before, after, parameters):
        return before, parameters


class every_layer_reads_the_image(Right):
    """Each layer reads what the one before gave out: carry the shape along."""

    def read(self, shape, image):
        return shape if len(shape) == 1 else tuple(image)


class input_row_included(Right):
    """One row for each layer: the image itself has none."""

    def trace(self, input_shape, layers):
        return [(tuple(input_shape), 0), *super().trace(input_shape, layers)]


class input_changed(Right):
    """`pop` and `clear` take layers out of the caller's own list. Leave it as it was."""

    def trace(self, input_shape, layers):
        rows = super().trace(input_shape, layers)
        layers.clear()
        return rows
