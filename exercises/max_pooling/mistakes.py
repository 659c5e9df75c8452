"""Slips at max pooling, each a small wrong implementation; the class name is what a student reads."""

import numpy as np


def _pool(image, size, stride, reduce=np.max, column_stride=None, keep_rest=False, first=lambda i, s: i * s):
    """Pool the last two axes window by window, with one thing or another done wrongly."""
    across = column_stride or stride
    if keep_rest:
        rows = -(-(image.shape[-2] - size) // stride) + 1
        columns = -(-(image.shape[-1] - size) // across) + 1
    else:
        rows = (image.shape[-2] - size) // stride + 1
        columns = (image.shape[-1] - size) // across + 1
    result = np.zeros((*image.shape[:-2], rows, columns))
    for i in range(rows):
        for j in range(columns):
            top, left = first(i, stride), first(j, across)
            window = image[..., top : top + size, left : left + size]
            result[..., i, j] = reduce(window, axis=(-2, -1))
    return result


def _farthest_from_zero(window, axis):
    low, high = window.min(axis), window.max(axis)
    return np.where(-low > high, low, high)


def _filled_up(image, size, stride):
    rests = [-(n - size) % stride for n in image.shape[-2:]]
    return np.pad(image, [(0, 0)] * (image.ndim - 2) + [(0, rest) for rest in rests])


def _every_start(image, size, stride):
    rows, columns = (range(0, n, stride) for n in image.shape[-2:])
    return np.stack(
        [
            np.stack([image[..., top : top + size, left : left + size].max((-2, -1)) for left in columns], axis=-1)
            for top in rows
        ],
        axis=-2,
    )


class average_for_maximum:
    """Max pooling keeps the largest value of each window. The mean is average pooling."""

    def max_pool(image, size=2, stride=2):
        return _pool(image, size, stride, np.mean)

    def max_pool_volume(volume, size=2, stride=2):
        return _pool(volume, size, stride, np.mean)


class minimum_for_maximum:
    """Keep the largest value of each window, not the smallest."""

    def max_pool(image, size=2, stride=2):
        return _pool(image, size, stride, np.min)

    def max_pool_volume(volume, size=2, stride=2):
        return _pool(volume, size, stride, np.min)


class maximum_that_starts_at_zero:
    """A running maximum that starts at 0 never sees a window of negatives: start at the window's first value."""

    def max_pool(image, size=2, stride=2):
        return np.maximum(_pool(image, size, stride), 0)

    def max_pool_volume(volume, size=2, stride=2):
        return np.maximum(_pool(volume, size, stride), 0)


class largest_by_absolute_value:
    """-7 is smaller than 2: compare the values themselves, not their sizes."""

    def max_pool(image, size=2, stride=2):
        return _pool(image, size, stride, _farthest_from_zero)

    def max_pool_volume(volume, size=2, stride=2):
        return _pool(volume, size, stride, _farthest_from_zero)


class absolute_values_compared:
    """There is no absolute value in max pooling: -7 stays -7, and 2 is larger."""

    def max_pool(image, size=2, stride=2):
        return _pool(np.abs(image), size, stride)

    def max_pool_volume(volume, size=2, stride=2):
        return _pool(np.abs(volume), size, stride)


class incomplete_windows_kept:
    """A last window that hangs over the edge is dropped: (H - size) // stride + 1 rows, and the same for columns."""

    def max_pool(image, size=2, stride=2):
        return _pool(image, size, stride, keep_rest=True)

    def max_pool_volume(volume, size=2, stride=2):
        return _pool(volume, size, stride, keep_rest=True)


class windows_begun_up_to_the_edge:
    """Stop where the whole window still fits: the last start is at most H - size, not H - 1."""

    def max_pool(image, size=2, stride=2):
        return _every_start(image, size, stride)

    def max_pool_volume(volume, size=2, stride=2):
        return _every_start(volume, size, stride)


class edge_filled_up_with_zeros:
    """Pooling adds no border of zeros: a last window that hangs over the edge is dropped."""

    def max_pool(image, size=2, stride=2):
        return _pool(_filled_up(image, size, stride), size, stride)

    def max_pool_volume(volume, size=2, stride=2):
        return _pool(_filled_up(volume, size, stride), size, stride)


class stride_left_out:
    """The window moves `stride` cells at a time, not one."""

    def max_pool(image, size=2, stride=2):
        return _pool(image, size, 1)

    def max_pool_volume(volume, size=2, stride=2):
        return _pool(volume, size, 1)


class stride_on_rows_alone:
    """The stride counts along the columns too: the window also moves `stride` cells to the right."""

    def max_pool(image, size=2, stride=2):
        return _pool(image, size, stride, column_stride=1)

    def max_pool_volume(volume, size=2, stride=2):
        return _pool(volume, size, stride, column_stride=1)


class windows_one_cell_apart:
    """There are as many windows as there should be, but window i starts at i * stride, not at i."""

    def max_pool(image, size=2, stride=2):
        return _pool(image, size, stride, first=lambda i, s: i)

    def max_pool_volume(volume, size=2, stride=2):
        return _pool(volume, size, stride, first=lambda i, s: i)


class stride_taken_for_the_size:
    """`size` is the window's side, `stride` how far it moves: windows may overlap, or skip cells."""

    def max_pool(image, size=2, stride=2):
        return _pool(image, stride, stride)

    def max_pool_volume(volume, size=2, stride=2):
        return _pool(volume, stride, stride)


class size_taken_for_the_stride:
    """The window moves by `stride`, which need not be its size: AlexNet pools 3x3 windows at stride 2."""

    def max_pool(image, size=2, stride=2):
        return _pool(image, size, size)

    def max_pool_volume(volume, size=2, stride=2):
        return _pool(volume, size, size)


class always_two_by_two:
    """2 is what `size` and `stride` are when nobody says otherwise. Use the arguments."""

    def max_pool(image, size=2, stride=2):
        return _pool(image, 2, 2)

    def max_pool_volume(volume, size=2, stride=2):
        return _pool(volume, 2, 2)


class last_window_left_out:
    """The first window counts too: (H - size) // stride + 1 of them down, and the same across."""

    def max_pool(image, size=2, stride=2):
        return _pool(image, size, stride)[:-1, :-1]

    def max_pool_volume(volume, size=2, stride=2):
        return _pool(volume, size, stride)[:, :-1, :-1]


class rows_and_columns_swapped:
    """Row first, then column: the result's [i, j] is the window i steps down and j steps to the right."""

    def max_pool(image, size=2, stride=2):
        return _pool(image, size, stride).T

    def max_pool_volume(volume, size=2, stride=2):
        return _pool(volume, size, stride).swapaxes(1, 2)


class channels_pooled_together:
    """Pool each map alone: (C, H, W) keeps its C maps."""

    def max_pool(image, size=2, stride=2):
        return _pool(image, size, stride)

    def max_pool_volume(volume, size=2, stride=2):
        return _pool(volume.max(axis=0), size, stride)


class first_map_alone:
    """Every map of the volume is pooled, not only the first."""

    def max_pool(image, size=2, stride=2):
        return _pool(image, size, stride)

    def max_pool_volume(volume, size=2, stride=2):
        return _pool(volume[:1], size, stride)


class last_axis_taken_for_the_channels:
    """The volume is (C, H, W): channels come first, as PyTorch keeps them."""

    def max_pool(image, size=2, stride=2):
        return _pool(image, size, stride)

    def max_pool_volume(volume, size=2, stride=2):
        return np.moveaxis(_pool(np.moveaxis(volume, -1, 0), size, stride), 0, -1)


class size_and_stride_not_passed_on:
    """`max_pool_volume` has a size and a stride too: hand them to the pooling of each map."""

    def max_pool(image, size=2, stride=2):
        return _pool(image, size, stride)

    def max_pool_volume(volume, size=2, stride=2):
        return _pool(volume, 2, 2)


class input_changed:
    """Write the result into a new array: the input must be the same after the call."""

    def max_pool(image, size=2, stride=2):
        result = _pool(image, size, stride)
        image[: result.shape[0], : result.shape[1]] = result
        return result

    def max_pool_volume(volume, size=2, stride=2):
        result = _pool(volume, size, stride)
        volume[:, : result.shape[1], : result.shape[2]] = result
        return result
