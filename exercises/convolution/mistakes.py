"""The convolution in named steps, and each misconception as another version of one step."""

import numpy as np


class Right:
    """The right answer: the flipped filter slides over the image with zeros around it."""

    def convolve(self, image, kernel):
        pixels = self.oriented(self.counted(image, kernel))
        out = self.totals(pixels, self.flipped(kernel))
        return self.stored(self.kept(self.scaled(out, kernel), image, kernel))

    def counted(self, image, kernel):
        return image

    def oriented(self, image):
        return image

    def flipped(self, kernel):
        return kernel[::-1, ::-1]

    def totals(self, image, turned):
        padded = self.padded(image, [(width, width) for width in self.margins(turned)])
        room = zip(padded.shape, turned.shape, strict=True)
        rows, columns = (np.arange(max(n - f + 1, 0)) for n, f in room)
        down, right = np.arange(turned.shape[0])[:, None], np.arange(turned.shape[1])
        windows = padded[rows[:, None, None, None] + down, columns[:, None, None] + right]
        return self.products(windows, turned).sum(axis=(-2, -1))

    def margins(self, turned):
        """The zeros on either side, from above and from the left."""
        return turned.shape[0] - 1, turned.shape[1] - 1

    def padded(self, image, border):
        return np.pad(image, border)

    def products(self, windows, turned):
        return windows * turned

    def scaled(self, out, kernel):
        return out

    def kept(self, out, image, kernel):
        return out

    def stored(self, out):
        return out


class filter_not_flipped(Right):
    """F[x - m, y - n] runs backwards through the filter: flip it in both directions, once. Two flips cancel out."""

    def flipped(self, kernel):
        return kernel


class flipped_up_and_down_only(Right):
    """The filter is flipped in both directions: also left and right."""

    def flipped(self, kernel):
        return kernel[::-1]


class flipped_left_and_right_only(Right):
    """The filter is flipped in both directions: also up and down."""

    def flipped(self, kernel):
        return kernel[:, ::-1]


class transposed_instead_of_flipped(Right):
    """Transposing exchanges rows and columns. Flipping turns their order round and exchanges nothing."""

    def flipped(self, kernel):
        return kernel.T


class quarter_turn(Right):
    """np.rot90 turns by 90 degrees. Flipping in both directions is a turn by 180."""

    def flipped(self, kernel):
        return np.rot90(kernel)


class image_flipped_as_well(Right):
    """Only the filter is flipped before it slides: the image stays as it is."""

    def oriented(self, image):
        return image[::-1, ::-1]


class image_flipped_instead_of_the_filter(image_flipped_as_well):
    """Flip the filter, not the image: sliding over a flipped image gives the result backwards."""

    def flipped(self, kernel):
        return kernel


class loops_over_the_filters_cells(Right):
    """m and n run over the image's cells, all of them: as far as the filter reaches is not enough."""

    def counted(self, image, kernel):
        (height, width), (f, g) = image.shape, kernel.shape
        if f > height or g > width:
            raise IndexError("index is out of bounds")
        return np.where((np.arange(height)[:, None] < f) & (np.arange(width) < g), image, 0.0)


class only_where_the_filter_fits(Right):
    """The formula goes on to where a single cell overlaps: put F - 1 zeros around the image first."""

    def margins(self, turned):
        return 0, 0


class cut_to_the_size_of_the_image(Right):
    """The result is larger than the image: (H + F - 1, W + G - 1)."""

    def kept(self, out, image, kernel):
        top, left = (kernel.shape[0] - 1) // 2, (kernel.shape[1] - 1) // 2
        return out[top : top + image.shape[0], left : left + image.shape[1]]


class first_rows_and_columns_only(Right):
    """x and y go on past the image, up to H + F - 2 and W + G - 2."""

    def kept(self, out, image, kernel):
        return out[: image.shape[0], : image.shape[1]]


class last_row_and_column_left_out(Right):
    """The size is H + F - 1 by W + G - 1: one more than the last index."""

    def kept(self, out, image, kernel):
        return out[:-1, :-1]


class one_row_and_column_too_many(Right):
    """F - 1 cells of the filter can hang over the edge, not F: the size is H + F - 1."""

    def kept(self, out, image, kernel):
        return np.pad(out, ((0, 1), (0, 1)))


class padded_by_the_whole_filter(Right):
    """F - 1 zeros on each side are enough: with F of them the filter misses the image altogether."""

    def margins(self, turned):
        return turned.shape


class negative_index_wraps_around(Right):
    """Where x - m is negative F is 0, but NumPy takes index -1 for the last row. Is the range checked?"""

    def totals(self, image, turned):
        f, g = turned.shape
        return super().totals(image, np.tile(turned, (2, 2)))[f:, g:]


class wrapped_around_the_edges(Right):
    """A Fourier transform of the image's size wraps around: give it the result's size, (H + F - 1, W + G - 1)."""

    def totals(self, image, turned):
        spectrum = np.fft.fft2(image) * np.fft.fft2(turned[::-1, ::-1], image.shape)
        return np.fft.ifft2(spectrum).real


class edge_values_instead_of_zeros(Right):
    """Outside of the image there are zeros, not copies of the outermost pixels."""

    def padded(self, image, border):
        return np.pad(image, border, mode="edge")


class sliced_up_to_minus_zero(Right):
    """[F-1:-(F-1)] is empty where the filter has a side of 1. Count where the slice ends from the start."""

    def padded(self, image, border):
        (top, bottom), (left, right) = border
        out = np.zeros((image.shape[0] + top + bottom, image.shape[1] + left + right))
        out[top:-bottom, left:-right] = image
        return out


class overwritten_instead_of_added(Right):
    """Neighbouring pixels reach the same cells. Their shares add up: does one replace the other?"""

    def totals(self, image, turned):
        f, g = turned.shape
        out = np.zeros((image.shape[0] + f - 1, image.shape[1] + g - 1))
        for (m, n), pixel in np.ndenumerate(image):
            out[m : m + f, n : n + g] = pixel * turned[::-1, ::-1]
        return out


class matrix_product_instead_of_cell_by_cell(Right):
    """`@` multiplies rows with columns. Here each cell meets one cell, then all is summed."""

    def products(self, windows, turned):
        return windows @ turned


class rounded_to_whole_numbers(Right):
    """An array made with dtype=int cuts off what follows the decimal point: use floats."""

    def stored(self, out):
        return out.astype(int)


class bytes_instead_of_floats(Right):
    """np.uint8 holds whole numbers from 0 to 255 only: other numbers and fractions are lost. Use floats."""

    def stored(self, out):
        with np.errstate(invalid="ignore"):
            return out.astype(np.uint8)


class filter_flipped_in_place(Right):
    """`kernel[:] = ...` flips the caller's own filter. A flipped view leaves it as it is."""

    def flipped(self, kernel):
        kernel[:] = kernel[::-1, ::-1].copy()
        return kernel


class rows_and_columns_of_the_result_swapped(Right):
    """x goes down in the image and in the result, y to the right in both: out[x, y], not out[y, x]."""

    def kept(self, out, image, kernel):
        return out.T


class averaged(Right):
    """The formula adds up and does not divide by the filter's cells."""

    def scaled(self, out, kernel):
        return out / kernel.size


class divided_by_the_sum_of_the_filter(Right):
    """The formula adds up and does not normalise: nothing is divided by the filter's sum."""

    def scaled(self, out, kernel):
        return out / kernel.sum()
