"""Slips at max pooling: each overrides a step of the right answer, and its name is what a student reads."""

import numpy as np


class Right:
    """The right answer in named steps, on the last two axes of what is pooled."""

    def side(self, size, stride):
        return size

    def step(self, size, stride):
        return stride

    def across(self, size, stride):
        return self.step(size, stride)

    def bordered(self, image, size, stride):
        """No border: the image as it is."""
        return image

    def compared(self, image):
        return image

    def stops(self, length, size, step):
        return (length - size) // step + 1

    def columns(self, height, width, size, step):
        return self.stops(width, size, step)

    def start(self, stop, step):
        return stop * step

    def window(self, image, top, left, size):
        return image[..., top : top + size, left : left + size]

    def strongest(self, window):
        return window.max(axis=(-2, -1))

    def empty(self, shape):
        return np.zeros(shape)

    def arranged(self, pooled):
        return pooled

    def pooled(self, image, size, stride):
        side, down, across = self.side(size, stride), self.step(size, stride), self.across(size, stride)
        image = self.compared(self.bordered(image, side, down))
        height, width = image.shape[-2:]
        result = self.empty(
            (*image.shape[:-2], self.stops(height, side, down), self.columns(height, width, side, across))
        )
        for i, j in np.ndindex(result.shape[-2:]):
            result[..., i, j] = self.strongest(self.window(image, self.start(i, down), self.start(j, across), side))
        return self.arranged(result)

    def maps(self, volume):
        return volume

    def max_pool(self, image, size=2, stride=2):
        return self.pooled(image, size, stride)

    def max_pool_volume(self, volume, size=2, stride=2):
        return self.pooled(self.maps(volume), size, stride)


class average_for_maximum(Right):
    """Max pooling keeps the largest value of each window. The mean is average pooling."""

    def strongest(self, window):
        total, cells = window.sum(axis=(-2, -1)), window.shape[-2] * window.shape[-1]
        return total / cells if cells else np.full(total.shape, np.nan)


class sum_for_maximum(Right):
    """Max pooling keeps the largest value of each window. A filter adds up, a pool doesn't."""

    def strongest(self, window):
        return window.sum(axis=(-2, -1))


class minimum_for_maximum(Right):
    """Keep the largest value of each window, not the smallest."""

    def strongest(self, window):
        return window.min(axis=(-2, -1))


class maximum_that_starts_at_zero(Right):
    """A running maximum that starts at 0 never sees a window of negatives. What is a start below all of them?"""

    def strongest(self, window):
        return np.maximum(window.max(axis=(-2, -1)), 0)


class largest_by_absolute_value(Right):
    """-7 is smaller than 2: compare the values themselves, not their sizes."""

    def strongest(self, window):
        low, high = window.min(axis=(-2, -1)), window.max(axis=(-2, -1))
        return np.where(-low > high, low, high)


class position_for_the_value(Right):
    """`argmax` tells where in the window the largest value is. Keep the value itself."""

    def strongest(self, window):
        return window.reshape(*window.shape[:-2], -1).argmax(axis=-1)


class absolute_values_compared(Right):
    """There is no absolute value in max pooling: -7 stays -7, and 2 is larger."""

    def compared(self, image):
        return np.abs(image)


class incomplete_windows_kept(Right):
    """A last window that hangs over the edge is dropped: only whole windows count."""

    def stops(self, length, size, step):
        return -(-(length - size) // step) + 1


class windows_begun_up_to_the_edge(Right):
    """Stop where the whole window still fits, not where it only begins inside the image."""

    def stops(self, length, size, step):
        return len(range(0, length, step))


class last_window_left_out(Right):
    """The first window counts too: there is one window more than there are steps."""

    def stops(self, length, size, step):
        return (length - size) // step


class size_left_out_of_the_count(Right):
    """A side divided by the stride is not how many windows fit: the last of them may hang over the edge."""

    def stops(self, length, size, step):
        return length // step


class width_taken_from_the_height(Right):
    """The image need not be square: count the windows across from its width, those down from its height."""

    def columns(self, height, width, size, step):
        return self.stops(height, size, step)


class edge_filled_up_with_zeros(Right):
    """Pooling adds no border of zeros: a last window that hangs over the edge is dropped."""

    def bordered(self, image, size, stride):
        rests = [-(length - size) % stride for length in image.shape[-2:]]
        return np.pad(image, [(0, 0)] * (image.ndim - 2) + [(0, rest) for rest in rests])


class padding_as_in_the_convolution(Right):
    """A border of zeros belongs to the convolution. Pooling has no pad: the first window starts at the first cell."""

    def bordered(self, image, size, stride):
        return np.pad(image, [(0, 0)] * (image.ndim - 2) + [(size // 2, size // 2)] * 2)


class cut_into_tiles(Right):
    """`reshape` cuts the image into tiles with nothing left over. Windows may overlap, skip cells, or leave a rest."""

    def pooled(self, image, size, stride):
        side = self.side(size, stride)
        rows, columns = (length // side for length in image.shape[-2:])
        tiles = self.compared(image).reshape(*image.shape[:-2], rows, side, columns, side)
        return self.arranged(self.strongest(tiles.swapaxes(-3, -2)))


class stride_left_out(Right):
    """The window moves `stride` cells at a time, not one."""

    def step(self, size, stride):
        return 1


class stride_always_two(Right):
    """2 is the stride when nobody says otherwise. Use the argument."""

    def step(self, size, stride):
        return 2


class stride_on_rows_alone(Right):
    """The stride counts along the columns too: the window also moves `stride` cells to the right."""

    def across(self, size, stride):
        return 1


class windows_one_cell_apart(Right):
    """There are as many windows as there should be, but window i starts at i * stride, not at i."""

    def start(self, stop, step):
        return stop


class stride_taken_for_the_size(Right):
    """`size` is the window's side, `stride` how far it moves: windows may overlap, or skip cells."""

    def side(self, size, stride):
        return stride


class size_taken_for_the_stride(Right):
    """The window moves by `stride`, which need not be its size: AlexNet pools 3x3 windows at stride 2."""

    def step(self, size, stride):
        return size


class always_two_by_two(Right):
    """2 is what `size` and `stride` are when nobody says otherwise. Use the arguments."""

    def side(self, size, stride):
        return 2

    def step(self, size, stride):
        return 2


class rows_and_columns_swapped(Right):
    """Row first, then column: the result's [i, j] is the window i steps down and j steps to the right."""

    def arranged(self, pooled):
        return pooled.swapaxes(-1, -2)


class cut_to_whole_numbers(Right):
    """The values may be fractions. Look at the dtype of the array that you write them into: int cuts them off."""

    def empty(self, shape):
        return np.zeros(shape, dtype=int)


class result_in_uint8(Right):
    """uint8 holds only whole numbers from 0 to 255, as pictures do. A map has negative values and fractions."""

    def arranged(self, pooled):
        return pooled.astype(np.int64).astype(np.uint8)


class channels_pooled_together(Right):
    """Pool each map alone: (C, H, W) keeps its C maps."""

    def maps(self, volume):
        return volume.max(axis=0)


class first_map_alone(Right):
    """Every map of the volume is pooled, not only the first."""

    def maps(self, volume):
        return volume[:1]


class one_flat_map_of_the_first(Right):
    says = "first_map_alone"

    def maps(self, volume):
        return volume[0]


class last_map_alone(Right):
    """Each map's result overwrote the one before, and the last one came back. All of them belong in the result."""

    def maps(self, volume):
        return volume[-1]


class maps_stacked_last(Right):
    """The result is (C, H', W'): the maps are stacked along a new first axis, not along the last."""

    def max_pool_volume(self, volume, size=2, stride=2):
        return np.moveaxis(super().max_pool_volume(volume, size, stride), 0, -1)


class last_axis_taken_for_the_channels(Right):
    """The volume is (C, H, W): channels come first, as PyTorch keeps them."""

    def max_pool_volume(self, volume, size=2, stride=2):
        return np.moveaxis(super().max_pool_volume(np.moveaxis(volume, -1, 0), size, stride), 0, -1)


class size_and_stride_not_passed_on(Right):
    """`max_pool_volume` has a size and a stride too: hand them to the pooling of each map."""

    def max_pool_volume(self, volume, size=2, stride=2):
        return super().max_pool_volume(volume)


class input_changed(Right):
    """The input must be the same after the call. The result needs an array of its own."""

    def pooled(self, image, size, stride):
        result = super().pooled(image, size, stride)
        image[..., : result.shape[-2], : result.shape[-1]] = result
        return result
