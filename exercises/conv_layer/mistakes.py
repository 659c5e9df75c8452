"""Slips at a convolutional layer, each a small wrong implementation; the class name is what a student reads."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def _padded(image, pad, **how):
    return np.pad(image, ((0, 0), (pad, pad), (pad, pad)), **how)


def _windows(image, size, down, across):
    return sliding_window_view(image, (size, size), axis=(1, 2))[:, ::down, ::across]


def _maps(image, filters, stride=1, pad=0, across=None, terms="cijab,kcab->kij"):
    """The activation maps without bias."""
    return np.einsum(terms, _windows(_padded(image, pad), filters.shape[-1], stride, across or stride), filters)


class bias_left_out:
    """Each filter has a bias of its own: add `bias[k]` to every cell of map k."""

    def conv_layer(image, filters, bias, stride=1, pad=0):
        return _maps(image, filters, stride, pad)


class bias_added_for_every_channel:
    """The bias belongs to the filter, not to its channels: add it once, after the sum over channels."""

    def conv_layer(image, filters, bias, stride=1, pad=0):
        return _maps(image, filters, stride, pad) + len(image) * bias[:, None, None]


class first_bias_for_every_map:
    """`bias` has one number for each filter: map k gets `bias[k]`."""

    def conv_layer(image, filters, bias, stride=1, pad=0):
        return _maps(image, filters, stride, pad) + bias[0]


class bias_subtracted:
    """The bias is added, not taken away."""

    def conv_layer(image, filters, bias, stride=1, pad=0):
        return _maps(image, filters, stride, pad) - bias[:, None, None]


class sum_over_channels_forgotten:
    """A filter reads all channels at once: sum its C products into one number, so one map per filter."""

    def conv_layer(image, filters, bias, stride=1, pad=0):
        return _maps(image, filters, stride, pad, terms="cijab,kcab->kcij") + bias[:, None, None, None]


class average_over_channels:
    """Sum the channels, don't average them: the layer is one long dot product."""

    def conv_layer(image, filters, bias, stride=1, pad=0):
        return _maps(image, filters, stride, pad) / len(image) + bias[:, None, None]


class first_channel_alone:
    """A filter is as deep as the image: every channel is read, not only the first."""

    def conv_layer(image, filters, bias, stride=1, pad=0):
        return _maps(image[:1], filters[:, :1], stride, pad) + bias[:, None, None]


class last_channel_alone:
    """Each channel overwrote the one before. Add them up: `+=`, not `=`."""

    def conv_layer(image, filters, bias, stride=1, pad=0):
        return _maps(image[-1:], filters[:, -1:], stride, pad) + bias[:, None, None]


class first_filter_for_every_map:
    """Map k is made by filter k: use `filters[k]`."""

    def conv_layer(image, filters, bias, stride=1, pad=0):
        return _maps(image, np.repeat(filters[:1], len(filters), axis=0), stride, pad) + bias[:, None, None]


class maps_added_together:
    """Each filter has an activation map to itself: stack the K maps, don't add them."""

    def conv_layer(image, filters, bias, stride=1, pad=0):
        return (_maps(image, filters, stride, pad) + bias[:, None, None]).sum(axis=0)


class one_channel_per_filter:
    """Filter k reads every channel, not channel k alone."""

    def conv_layer(image, filters, bias, stride=1, pad=0):
        each = [_maps(image[k : k + 1], filters[k : k + 1, k : k + 1], stride, pad)[0] for k in range(len(filters))]
        return np.stack(each) + bias[:, None, None]


class filter_flipped:
    """A layer slides the filter as it is (cross-correlation): only the lecture's formula flips it."""

    def conv_layer(image, filters, bias, stride=1, pad=0):
        return _maps(image, filters[:, :, ::-1, ::-1], stride, pad) + bias[:, None, None]


class filter_rows_and_columns_swapped:
    """The filter's row goes with the image's row: `filters[k, c, a, b]` meets `image[c, y + a, x + b]`."""

    def conv_layer(image, filters, bias, stride=1, pad=0):
        return _maps(image, filters.swapaxes(2, 3), stride, pad) + bias[:, None, None]


class rows_and_columns_swapped:
    """Row first, then column: the result's [k, i, j] is i steps down and j steps to the right."""

    def conv_layer(image, filters, bias, stride=1, pad=0):
        return (_maps(image, filters, stride, pad) + bias[:, None, None]).swapaxes(1, 2)


class padding_left_out:
    """Put `pad` zeros around every channel before the filters slide."""

    def conv_layer(image, filters, bias, stride=1, pad=0):
        return _maps(image, filters, stride) + bias[:, None, None]


class padding_on_one_side:
    """The border of zeros goes all the way round: `pad` on the right and below as well."""

    def conv_layer(image, filters, bias, stride=1, pad=0):
        padded = np.pad(image, ((0, 0), (pad, 0), (pad, 0)))
        return _maps(padded, filters, stride) + bias[:, None, None]


class edge_values_instead_of_zeros:
    """The border is made of zeros, not of the image's own edge."""

    def conv_layer(image, filters, bias, stride=1, pad=0):
        return _maps(_padded(image, pad, mode="edge"), filters, stride) + bias[:, None, None]


class channels_padded_too:
    """Pad rows and columns only: `np.pad(image, pad)` puts empty channels before and behind as well."""

    def conv_layer(image, filters, bias, stride=1, pad=0):
        return _maps(np.pad(image, pad)[: len(image)], filters, stride) + bias[:, None, None]


class stride_left_out:
    """The filter moves `stride` cells at a time, not one."""

    def conv_layer(image, filters, bias, stride=1, pad=0):
        return _maps(image, filters, 1, pad) + bias[:, None, None]


class stride_on_rows_alone:
    """The stride counts along the columns too: the filter also moves `stride` cells to the right."""

    def conv_layer(image, filters, bias, stride=1, pad=0):
        return _maps(image, filters, stride, pad, across=1) + bias[:, None, None]


class windows_one_cell_apart:
    """There are as many windows as there should be, but window i starts at i * stride, not at i."""

    def conv_layer(image, filters, bias, stride=1, pad=0):
        rows, columns = (len(range(0, n + 2 * pad - filters.shape[-1] + 1, stride)) for n in image.shape[1:])
        return _maps(image, filters, 1, pad)[:, :rows, :columns] + bias[:, None, None]


class maps_last:
    """The result is (K, H', W'): maps come first, as PyTorch keeps them."""

    def conv_layer(image, filters, bias, stride=1, pad=0):
        return np.moveaxis(_maps(image, filters, stride, pad) + bias[:, None, None], 0, -1)


class relu_applied_as_well:
    """The activation is a step of its own: leave negative values as they are here."""

    def conv_layer(image, filters, bias, stride=1, pad=0):
        return np.maximum(_maps(image, filters, stride, pad) + bias[:, None, None], 0)


class window_multiplied_in_place:
    """`window *= filter` writes into the image itself, so the next window sees products: make a new array."""

    def conv_layer(image, filters, bias, stride=1, pad=0):
        padded, size = _padded(image, pad), filters.shape[-1]
        result = np.zeros(_maps(image, filters, stride, pad).shape)
        for k, i, j in np.ndindex(result.shape):
            window = padded[:, i * stride : i * stride + size, j * stride : j * stride + size]
            window *= filters[k]
            result[k, i, j] = window.sum() + bias[k]
        return result


class input_changed:
    """Work on a copy: image, filters and bias must be the same after the call."""

    def conv_layer(image, filters, bias, stride=1, pad=0):
        result = _maps(image, filters, stride, pad) + bias[:, None, None]
        filters *= 0
        return result
