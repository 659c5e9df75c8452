"""The filtered grid in named steps, and each misconception as another version of one step."""

import numpy as np


class Right:
    """The right answer."""

    def filtered_grid(self, grid, kernel, stride=1, pad=0):
        padded = self.padded(self.cells(grid), self.border(self.width(pad, kernel)))
        laid = self.laid_down(kernel)
        down, right = self.strides(stride)
        height, width = (self.counted(side, pad) for side in padded.shape)
        rows = self.starts(self.stops(height, laid.shape[0], down), down)
        columns = self.starts(self.stops(width, laid.shape[1], right), right)
        totals = self.stored(self.scaled(self.totals(padded, laid, rows, columns), laid))
        return self.turned(self.laid_out(totals, padded, laid, pad))

    def cells(self, grid):
        return grid

    def width(self, pad, kernel):
        return pad

    def border(self, width):
        """The zeros above and below, and those to the left and to the right."""
        return (width, width), (width, width)

    def padded(self, grid, border):
        return np.pad(grid, border) if np.any(border) else grid

    def laid_down(self, kernel):
        return kernel

    def strides(self, stride):
        return stride, stride

    def counted(self, side, pad):
        """How much of a side of the padded grid is counted for the stops: all of it."""
        return side

    def stops(self, n, f, stride):
        return (n - f) // stride + 1

    def starts(self, stops, stride):
        return np.arange(stops) * stride

    def totals(self, padded, kernel, rows, columns):
        down, right = np.arange(kernel.shape[0])[:, None], np.arange(kernel.shape[1])
        windows = padded[rows[:, None, None, None] + down, columns[:, None, None] + right]
        return self.total(self.products(windows, kernel))

    def products(self, windows, kernel):
        return windows * kernel

    def total(self, products):
        return products.sum(axis=(-2, -1))

    def scaled(self, totals, kernel):
        return totals

    def stored(self, totals):
        return totals

    def laid_out(self, totals, padded, kernel, pad):
        return totals

    def turned(self, out):
        return out


class padding_left_out(Right):
    """Put a border of `pad` zeros around the grid before the filter slides over it."""

    def width(self, pad, kernel):
        return 0


class padding_on_one_side_only(Right):
    """The border goes all around: above, below, left and right. Along a side it counts twice, 2P in all."""

    def border(self, width):
        return (width, 0), (width, 0)


class one_zero_whatever_the_pad(Right):
    """The border is `pad` zeros wide, not always one."""

    def width(self, pad, kernel):
        return min(pad, 1)


class padded_to_keep_the_size(Right):
    """The border is as wide as `pad` says. F // 2 zeros, which keep the size, are only one choice."""

    def width(self, pad, kernel):
        return kernel.shape[0] // 2


class edge_values_instead_of_zeros(Right):
    """The border holds zeros, not copies of the outermost cells."""

    def padded(self, grid, border):
        return np.pad(grid, border, mode="edge")


class sliced_up_to_minus_zero(Right):
    """[pad:-pad] is empty where pad is 0. Count where the slice ends from the start."""

    def padded(self, grid, border):
        (top, bottom), (left, right) = border
        out = np.zeros((grid.shape[0] + top + bottom, grid.shape[1] + left + right))
        out[top:-bottom, left:-right] = grid
        return out


class stops_counted_without_the_border(Right):
    """The filter slides over the padded grid, so its stops are counted there: is N the side with the border?"""

    def counted(self, side, pad):
        return side - 2 * pad


class output_padded_instead_of_input(padding_left_out):
    """The border goes around the grid, before the filter slides over it, not around the result."""

    def laid_out(self, totals, padded, kernel, pad):
        return np.pad(totals, pad)


class edge_of_the_grid_left_at_zero(Right):
    """The result has one cell for each stop of the filter and nothing around them: it is smaller than the grid."""

    def laid_out(self, totals, padded, kernel, pad):
        f, g = kernel.shape
        return np.pad(totals, ((f // 2, (f - 1) // 2), (g // 2, (g - 1) // 2)))


class stride_left_out(Right):
    """The filter moves `stride` cells at a time, not one."""

    def strides(self, stride):
        return 1, 1


class stride_down_only(Right):
    """The filter moves `stride` cells to the right as well as down."""

    def strides(self, stride):
        return stride, 1


class stride_to_the_right_only(Right):
    """The filter moves `stride` cells down as well as to the right."""

    def strides(self, stride):
        return 1, stride


class window_starts_at_the_output_index(Right):
    """Output [i, j] looks at the window that starts at [i * stride, j * stride], not at [i, j]."""

    def starts(self, stops, stride):
        return np.arange(stops)


class filter_flipped(Right):
    """Here the filter is laid down as it is, as PyTorch's conv2d does. Flipping comes in exercise 6."""

    def laid_down(self, kernel):
        return kernel[::-1, ::-1]


class rows_and_columns_of_the_filter_swapped(Right):
    """Row m of the filter meets row m of the window: the filter is not transposed."""

    def laid_down(self, kernel):
        return kernel.T


class rows_and_columns_of_the_result_swapped(Right):
    """Moving the filter down moves down in the result: out[i, j], not out[j, i]."""

    def turned(self, out):
        return out.T


class last_window_left_out(Right):
    """The filter's first position counts too: there is one stop more than there are steps."""

    def stops(self, n, f, stride):
        return (n - f) // stride


class mean_instead_of_sum(Right):
    """A dot product is the sum of the products. The lecture's filter does not divide by its nine cells."""

    def scaled(self, totals, kernel):
        return totals / kernel.size


class divided_by_the_sum_of_the_filter(Right):
    """The dot product is not normalised: do not divide by the filter's sum."""

    def scaled(self, totals, kernel):
        return totals / kernel.sum()


class maximum_instead_of_sum(Right):
    """A dot product adds up all products. Taking the largest one is pooling, exercise 11."""

    def total(self, products):
        return products.max(axis=(-2, -1))


class matrix_product_instead_of_cell_by_cell(Right):
    """`@` multiplies rows with columns. Here each cell meets the cell beneath it, then all is summed."""

    def products(self, windows, kernel):
        return windows @ kernel


class rounded_to_whole_numbers(Right):
    """An array made with dtype=int cuts off what follows the decimal point: use floats."""

    def stored(self, totals):
        return totals.astype(int)


class bytes_instead_of_floats(Right):
    """np.uint8 holds whole numbers from 0 to 255 only: other numbers and fractions are lost. Use floats."""

    def stored(self, totals):
        with np.errstate(invalid="ignore"):
            return totals.astype(np.uint8)


class grid_cut_to_whole_numbers(Right):
    """A padded grid made with dtype=int cuts off what follows the decimal point: use floats."""

    def cells(self, grid):
        return grid.astype(int)


class products_written_into_the_grid(Right):
    """`window *= kernel` writes into the grid, and windows overlap. The products need an array of their own."""

    def totals(self, padded, kernel, rows, columns):
        f, g = kernel.shape
        out = np.zeros((len(rows), len(columns)))
        for i, row in enumerate(rows):
            for j, column in enumerate(columns):
                window = padded[row : row + f, column : column + g]
                window *= kernel
                out[i, j] = self.total(window)
        return out
