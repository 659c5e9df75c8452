"""Slips at layer shapes, each a small wrong implementation; the class name is what a student reads."""


class _Book:
    """Right in every layer; each mistake below overrides the one rule that slipped."""

    def side(self, n, size, stride, pad=0):
        return (n - size + 2 * pad) // stride + 1

    def conv_side(self, n, size, stride, pad):
        return self.side(n, size, stride, pad)

    def pool_side(self, n, size, stride):
        return self.side(n, size, stride)

    def conv_parameters(self, channels, filters, size):
        return filters * (channels * size * size + 1)

    def pool_parameters(self, channels, size):
        return 0

    def fc_parameters(self, inputs, outputs):
        return outputs * (inputs + 1)

    def flat(self, shape):
        return (shape[0] * shape[1] * shape[2],)

    def channels(self, shape):
        return shape[0]

    def sides(self, shape):
        return shape[1:]

    def conv(self, shape, filters, size, stride, pad):
        sides = (self.conv_side(n, size, stride, pad) for n in self.sides(shape))
        return (filters, *sides), self.conv_parameters(self.channels(shape), filters, size)

    def pool(self, shape, size, stride):
        sides = (self.pool_side(n, size, stride) for n in self.sides(shape))
        return (shape[0], *sides), self.pool_parameters(shape[0], size)

    def relu(self, shape):
        return shape, 0

    def flatten(self, shape):
        return self.flat(shape), 0

    def fc(self, shape, outputs):
        return (outputs,), self.fc_parameters(shape[0], outputs)

    def trace(self, input_shape, layers):
        shape, rows = tuple(input_shape), []
        for kind, *numbers in layers:
            shape, parameters = getattr(self, kind)(shape, *numbers)
            rows.append((shape, parameters))
        return rows


def _trace(input_shape, layers, **slips):
    book = _Book()
    vars(book).update(slips)
    return book.trace(input_shape, layers)


class bias_left_out:
    """Each filter and each fully connected output has a bias: one parameter more."""

    def trace(input_shape, layers):
        return _trace(
            input_shape,
            layers,
            conv_parameters=lambda c, k, f: k * c * f * f,
            fc_parameters=lambda inputs, outputs: outputs * inputs,
        )


class bias_of_the_filters_left_out:
    """Each filter has a bias: C * F * F + 1 parameters a filter."""

    def trace(input_shape, layers):
        return _trace(input_shape, layers, conv_parameters=lambda c, k, f: k * c * f * f)


class bias_of_the_connected_layers_left_out:
    """Each output of a fully connected layer has a bias: outputs * (inputs + 1) parameters."""

    def trace(input_shape, layers):
        return _trace(input_shape, layers, fc_parameters=lambda inputs, outputs: outputs * inputs)


class one_bias_for_the_whole_layer:
    """Each filter, and each output of a fully connected layer, has a bias of its own."""

    def trace(input_shape, layers):
        return _trace(
            input_shape,
            layers,
            conv_parameters=lambda c, k, f: k * c * f * f + 1,
            fc_parameters=lambda inputs, outputs: outputs * inputs + 1,
        )


class a_bias_for_every_channel:
    """A filter has one bias, not one for each channel that it reads."""

    def trace(input_shape, layers):
        return _trace(input_shape, layers, conv_parameters=lambda c, k, f: k * c * (f * f + 1))


class input_channels_left_out:
    """A filter is as deep as its input: C * F * F weights, not F * F."""

    def trace(input_shape, layers):
        return _trace(input_shape, layers, conv_parameters=lambda c, k, f: k * (f * f + 1))


class channels_of_the_image_everywhere:
    """After a convolution there are as many channels as it has filters: the next layer reads all of them."""

    def trace(input_shape, layers):
        return _trace(input_shape, layers, channels=lambda shape: input_shape[0])


class filter_side_not_squared:
    """A filter of size F has F * F cells a channel."""

    def trace(input_shape, layers):
        return _trace(input_shape, layers, conv_parameters=lambda c, k, f: k * (c * f + 1))


class parameters_for_pooling:
    """Pooling learns nothing: it has no weights and no bias."""

    def trace(input_shape, layers):
        return _trace(input_shape, layers, pool_parameters=lambda channels, size: channels * (size * size + 1))


class padding_left_out:
    """A border of P zeros makes each side larger: N becomes N + 2P."""

    def trace(input_shape, layers):
        return _trace(input_shape, layers, conv_side=lambda n, size, stride, pad: (n - size) // stride + 1)


class padding_added_once:
    """There are zeros on both sides, so a side grows by 2P, not by P."""

    def trace(input_shape, layers):
        return _trace(input_shape, layers, conv_side=lambda n, size, stride, pad: (n - size + pad) // stride + 1)


class stride_of_the_filters_left_out:
    """A convolution has a stride too: divide by it before you add 1."""

    def trace(input_shape, layers):
        return _trace(input_shape, layers, conv_side=lambda n, size, stride, pad: n - size + 2 * pad + 1)


class plus_one_forgotten:
    """The first position counts too: (N - F + 2P) // stride + 1."""

    def trace(input_shape, layers):
        return _trace(input_shape, layers, side=lambda n, size, stride, pad=0: (n - size + 2 * pad) // stride)


class rounded_up:
    """A last step that does not fit is dropped, so round down."""

    def trace(input_shape, layers):
        return _trace(input_shape, layers, side=lambda n, size, stride, pad=0: -((size - n - 2 * pad) // stride) + 1)


class pools_rounded_up:
    """A pool's last window that does not fit is dropped too: round down, as PyTorch does."""

    def trace(input_shape, layers):
        return _trace(input_shape, layers, pool_side=lambda n, size, stride: -((size - n) // stride) + 1)


class true_division:
    """`/` gives a float. Sizes are whole numbers: use `//`, which also rounds down."""

    def trace(input_shape, layers):
        return _trace(input_shape, layers, side=lambda n, size, stride, pad=0: (n - size + 2 * pad) / stride + 1)


class pool_size_left_out:
    """A pool is not only a division by its stride: (N - size) // stride + 1 windows fit."""

    def trace(input_shape, layers):
        return _trace(input_shape, layers, pool_side=lambda n, size, stride: n // stride)


class pools_moved_by_their_size:
    """A pool moves by its stride, which need not be its size: AlexNet pools 3x3 at stride 2."""

    def trace(input_shape, layers):
        return _trace(input_shape, layers, pool_side=lambda n, size, stride: n // size)


class size_and_stride_of_a_pool_swapped:
    """A pool is `("pool", size, stride)`, in that order."""

    def trace(input_shape, layers):
        return _trace(input_shape, layers, pool_side=lambda n, size, stride: (n - stride) // size + 1)


class width_taken_from_the_height:
    """Images need not be square: count height and width each from its own side."""

    def trace(input_shape, layers):
        return _trace(input_shape, layers, sides=lambda shape: (shape[1], shape[1]))


class height_and_width_swapped:
    """A shape is (C, H, W): height before width."""

    def trace(input_shape, layers):
        return _trace(input_shape, layers, sides=lambda shape: (shape[2], shape[1]))


class channels_last:
    """A shape is (C, H, W): channels first, as PyTorch keeps them."""

    def trace(input_shape, layers):
        rows = _trace(input_shape, layers)
        return [((*shape[1:], shape[0]) if len(shape) == 3 else shape, parameters) for shape, parameters in rows]


class channels_lost_in_flatten:
    """Flatten keeps every number: C * H * W of them."""

    def trace(input_shape, layers):
        return _trace(input_shape, layers, flat=lambda shape: (shape[1] * shape[2],))


class bare_number_after_flatten:
    """A shape is a tuple also when it has one number: `(400,)`, with the comma."""

    def trace(input_shape, layers):
        rows = _trace(input_shape, layers)
        return [(shape[0] if len(shape) == 1 else shape, parameters) for shape, parameters in rows]


class relu_left_out_of_the_list:
    """Every layer has its row, ReLU too: same shape, 0 parameters."""

    def trace(input_shape, layers):
        rows = _trace(input_shape, layers)
        return [row for row, layer in zip(rows, layers) if layer[0] != "relu"]


class running_totals:
    """Each row has its own layer's parameters, not the sum so far."""

    def trace(input_shape, layers):
        total, rows = 0, []
        for shape, parameters in _trace(input_shape, layers):
            total += parameters
            rows.append((shape, total))
        return rows


class shape_before_the_layer:
    """A row holds the layer's output shape, not its input's."""

    def trace(input_shape, layers):
        rows = _trace(input_shape, layers)
        shapes = [tuple(input_shape), *(shape for shape, _ in rows)]
        return [(shape, parameters) for shape, (_, parameters) in zip(shapes, rows)]


class every_layer_reads_the_image:
    """Each layer reads what the one before gave out: carry the shape along."""

    def trace(input_shape, layers):
        book, rows = _Book(), []
        flat = None
        for kind, *numbers in layers:
            before = flat if kind == "fc" or (kind == "relu" and flat) else tuple(input_shape)
            row = getattr(book, kind)(before, *numbers)
            flat = row[0] if kind in ("flatten", "fc") else flat
            rows.append(row)
        return rows


class input_row_included:
    """One row for each layer: the image itself has none."""

    def trace(input_shape, layers):
        return [(tuple(input_shape), 0), *_trace(input_shape, layers)]


class input_changed:
    """Leave the list of layers as it was: loop over it, without `pop`."""

    def trace(input_shape, layers):
        rows = _trace(input_shape, layers)
        layers.clear()
        return rows
