"""Slips at a convolutional layer: each overrides a step of the right answer, and its name is what a student reads."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def _cut_short(padded, y, x, size):
    """A slice over the edge, made to fit the filter as a product with it would: ValueError where it doesn't."""
    window = padded[:, y : y + size, x : x + size]
    return np.broadcast_to(window if window.size or size > 1 else 0.0, (len(padded), size, size))


class Right:
    """The right answer in named steps."""

    def border(self, size, pad):
        return pad

    def padded(self, image, border):
        return np.pad(image, ((0, 0), (border, border), (border, border)))

    def counted(self, side, pad):
        """How much of a side of the padded image is counted for the stops: all of it."""
        return side

    def step(self, stride):
        return stride

    def across(self, stride):
        return self.step(stride)

    def rows(self, height, width, size, stride):
        return (height - size) // self.step(stride) + 1

    def columns(self, height, width, size, stride):
        return (width - size) // self.across(stride) + 1

    def starts(self, stops, step):
        return np.arange(stops) * step

    def windows(self, padded, size, tops, lefts):
        """(C, H', W', F, F): what the filter covers at each stop."""
        if tops[-1] + size > padded.shape[1] or lefts[-1] + size > padded.shape[2]:
            return np.moveaxis([[_cut_short(padded, y, x, size) for x in lefts] for y in tops], 2, 0)
        return sliding_window_view(padded, (size, size), axis=(1, 2))[:, tops[:, None], lefts]

    def weights(self, filters):
        return filters

    def channel_maps(self, padded, filters, size, tops, lefts):
        """(K, C, H', W'): each channel's share of each map."""
        return np.einsum("cijab,kcab->kcij", self.windows(padded, size, tops, lefts), filters)

    def over_channels(self, channel_maps):
        return channel_maps.sum(axis=1)

    def own_bias(self, bias):
        return bias

    def times_bias_is_added(self, filters):
        return 1

    def with_bias(self, maps, bias):
        return maps + bias.reshape(-1, *[1] * (maps.ndim - 1))

    def activated(self, maps):
        return maps

    def arranged(self, maps):
        return maps

    def conv_layer(self, image, filters, bias, stride=1, pad=0):
        size = filters.shape[-1]
        padded = self.padded(image, self.border(size, pad))
        sides = [self.counted(side, pad) for side in padded.shape[1:]]
        tops = self.starts(self.rows(*sides, size, stride), self.step(stride))
        lefts = self.starts(self.columns(*sides, size, stride), self.across(stride))
        maps = self.over_channels(self.channel_maps(padded, self.weights(filters), size, tops, lefts))
        maps = self.with_bias(maps, self.own_bias(bias) * self.times_bias_is_added(filters))
        return self.arranged(self.activated(maps))


class bias_left_out(Right):
    """Each filter has a bias of its own, which is added to every cell of its map."""

    def times_bias_is_added(self, filters):
        return 0


class bias_added_for_every_channel(Right):
    """The bias belongs to the filter, not to its channels: add it once, after the sum over channels."""

    def times_bias_is_added(self, filters):
        return filters.shape[1]


class bias_added_to_every_product(Right):
    """The bias is added once to the finished sum. Look at the brackets: is it inside, beside each product?"""

    def times_bias_is_added(self, filters):
        return filters[0].size


class bias_subtracted(Right):
    """The bias is added, not taken away."""

    def times_bias_is_added(self, filters):
        return -1


class first_bias_for_every_map(Right):
    """`bias` has one number for each filter. Which of them does map k get?"""

    def own_bias(self, bias):
        return np.full_like(bias, bias[0])


class sum_over_channels_forgotten(Right):
    """A filter reads all channels at once: sum its C products into one number, so one map per filter."""

    def over_channels(self, channel_maps):
        return channel_maps


class mean_of_the_products(Right):
    """A stop gives the sum of its products, not their mean. The bias is added to that sum."""

    def channel_maps(self, padded, filters, size, tops, lefts):
        return super().channel_maps(padded, filters, size, tops, lefts) / filters[0].size


class matrix_product_instead_of_cell_by_cell(Right):
    """`@` multiplies rows with columns. Here each cell meets the cell beneath it, then all is summed."""

    def channel_maps(self, padded, filters, size, tops, lefts):
        return np.einsum("cijab,kcbd->kcij", self.windows(padded, size, tops, lefts), filters)


class average_over_channels(Right):
    """Sum the channels, don't average them: the layer is one long dot product."""

    def over_channels(self, channel_maps):
        return channel_maps.mean(axis=1)


class first_channel_alone(Right):
    """A filter is as deep as the image: every channel is read, not only the first."""

    def over_channels(self, channel_maps):
        return channel_maps[:, 0]


class last_channel_alone(Right):
    """Each channel overwrote the one before. Look for an `=` where the channels should add up."""

    def over_channels(self, channel_maps):
        return channel_maps[:, -1]


class one_channel_per_filter(Right):
    """Filter k reads every channel, not channel k alone."""

    def over_channels(self, channel_maps):
        own = np.eye(*channel_maps.shape[:2])
        return (channel_maps * own[:, :, None, None]).sum(axis=1)


class first_filter_for_every_map(Right):
    """Every map was made by the first filter. Which filter makes map k?"""

    def weights(self, filters):
        return np.repeat(filters[:1], len(filters), axis=0)


class maps_added_together(Right):
    """Each filter has an activation map to itself: stack the K maps, don't add them."""

    def arranged(self, maps):
        return maps.sum(axis=0)


class maps_last(Right):
    """The result is (K, H', W'): maps come first, as PyTorch keeps them."""

    def arranged(self, maps):
        return np.moveaxis(maps, 0, -1)


class rows_and_columns_swapped(Right):
    """Row first, then column: the result's [k, i, j] is i steps down and j steps to the right."""

    def arranged(self, maps):
        return maps.swapaxes(1, 2)


class y_and_x_exchanged(Right):
    """y counts rows and x counts columns: which of the two slices of the window begins at y?"""

    def windows(self, padded, size, tops, lefts):
        return super().windows(padded, size, lefts, tops).swapaxes(1, 2)


class width_taken_from_the_height(Right):
    """The image need not be square: count the stops across from its width, the stops down from its height."""

    def columns(self, height, width, size, stride):
        return self.rows(height, width, size, stride)


class filter_flipped(Right):
    """A layer slides the filter as it is (cross-correlation): only the lecture's formula flips it."""

    def weights(self, filters):
        return filters[:, :, ::-1, ::-1]


class filter_rows_and_columns_swapped(Right):
    """The filter's row goes with the image's row: `filters[k, c, a, b]` meets `image[c, y + a, x + b]`."""

    def weights(self, filters):
        return filters.swapaxes(2, 3)


class padding_left_out(Right):
    """Put `pad` zeros around every channel before the filters slide."""

    def border(self, size, pad):
        return 0


class padded_to_keep_the_size(Right):
    """Only `pad` says how many zeros go around. Where it is 0 there are none, and the maps become smaller."""

    def border(self, size, pad):
        return size // 2


class padding_on_one_side(Right):
    """The border of zeros goes all the way round: on the right and below as well. Along a side it counts twice."""

    def padded(self, image, border):
        return np.pad(image, ((0, 0), (border, 0), (border, 0)))


class edge_values_instead_of_zeros(Right):
    """The border is made of zeros, not of the image's own edge."""

    def padded(self, image, border):
        return np.pad(image, ((0, 0), (border, border), (border, border)), mode="edge")


class channels_padded_too(Right):
    """Pad rows and columns only: `np.pad(image, pad)` puts empty channels before and behind as well."""

    def padded(self, image, border):
        return np.pad(image, border)[: len(image)]


class sliced_up_to_minus_zero(Right):
    """[pad:-pad] is empty where pad is 0. Count where the slice ends from the start."""

    def padded(self, image, border):
        larger = np.zeros((len(image), *(side + 2 * border for side in image.shape[1:])))
        larger[:, border:-border, border:-border] = image
        return larger


class stops_counted_without_the_border(Right):
    """The filters slide over the padded image, so their stops are counted there: is N the side with the border?"""

    def counted(self, side, pad):
        return side - 2 * pad


class stride_left_out(Right):
    """The filter moves `stride` cells at a time, not one."""

    def step(self, stride):
        return 1


class stride_on_rows_alone(Right):
    """The stride counts along the columns too: the filter also moves `stride` cells to the right."""

    def across(self, stride):
        return 1


class windows_one_cell_apart(Right):
    """There are as many windows as there should be, but window i starts at i * stride, not at i."""

    def starts(self, stops, step):
        return np.arange(stops)


class relu_applied_as_well(Right):
    """The activation is a step of its own: leave negative values as they are here."""

    def activated(self, maps):
        return np.maximum(maps, 0)


class window_multiplied_in_place(Right):
    """`window *= filter` writes into the image itself, so the next window sees products."""

    def channel_maps(self, padded, filters, size, tops, lefts):
        result = np.zeros((*filters.shape[:2], len(tops), len(lefts)))
        # the windows that cover a cell come in the order of the stops, that is with its place in the window going back
        for k, a, b in np.ndindex(len(filters), size, size):
            y, x = tops[:, None] + size - 1 - a, lefts + size - 1 - b
            products = padded[:, y, x] * filters[k, :, size - 1 - a, size - 1 - b, None, None]
            padded[:, y, x] = products
            result[k] += products
        return result


class input_changed(Right):
    """Work on a copy: image, filters and bias must be the same after the call."""

    def conv_layer(self, image, filters, bias, stride=1, pad=0):
        maps = super().conv_layer(image, filters, bias, stride, pad)
        filters *= 0
        return maps
