"""Slips at writing convolution as a matrix, each a small wrong implementation; its name is what a student reads."""

import numpy as np


def _theta(kernel, height, width, stride=1, pad=0, across=None, start=None, place=None, out_width=None):
    """Theta row by row, with one thing or another done wrongly; `place(y, x)` is the column of image cell (y, x)."""
    across, start = across or stride, start or (lambda i, step: i * step - pad)
    rows = (height + 2 * pad - kernel.shape[0]) // stride + 1
    columns = (width + 2 * pad - kernel.shape[1]) // across + 1 if out_width is None else out_width(rows)
    theta = np.zeros((rows * columns, height * width))
    for i, j, a, b in np.ndindex(rows, columns, *kernel.shape):
        y, x = start(i, stride) + a, start(j, across) + b
        if place is not None:
            column = place(y, x)
        else:
            column = y * width + x if 0 <= y < height and 0 <= x < width else None
        if column is not None:
            theta[i * columns + j, column] += kernel[a, b]
    return theta


class filter_flipped:
    """The matrix does what `filtered_grid` does: the filter goes in as it is, not turned around."""

    def conv_matrix(kernel, height, width, stride=1, pad=0):
        return _theta(kernel[::-1, ::-1], height, width, stride, pad)


class filter_rows_and_columns_swapped:
    """The filter's row goes with the image's row: `kernel[a, b]` meets image cell (y + a, x + b)."""

    def conv_matrix(kernel, height, width, stride=1, pad=0):
        # as large as the kernel, whatever its shape, so that the result keeps its own
        return _theta(kernel.T.reshape(kernel.shape), height, width, stride, pad)


class matrix_transposed:
    """One row for each output, one column for each cell of the image: Theta @ x has to work."""

    def conv_matrix(kernel, height, width, stride=1, pad=0):
        return _theta(kernel, height, width, stride, pad).T


class padding_left_out:
    """With a border of zeros the window starts `pad` cells above and left of the image: there are more stops."""

    def conv_matrix(kernel, height, width, stride=1, pad=0):
        return _theta(kernel, height, width, stride)


class columns_for_the_border_too:
    """Theta meets the image without its border: height * width columns. Weights that fall on zeros are dropped."""

    def conv_matrix(kernel, height, width, stride=1, pad=0):
        return _theta(kernel, height + 2 * pad, width + 2 * pad, stride)


class windows_not_shifted_by_the_padding:
    """Stop (0, 0) is at row -pad, column -pad of the image: subtract `pad` from where each window starts."""

    def conv_matrix(kernel, height, width, stride=1, pad=0):
        return _theta(kernel, height, width, stride, pad, start=lambda i, step: i * step)


class border_wraps_into_the_next_row:
    """Beyond the right edge is border, not the next row's first cell: check y and x each, not only the column."""

    def conv_matrix(kernel, height, width, stride=1, pad=0):
        def place(y, x):
            column = y * width + x
            return column if 0 <= column < height * width else None

        return _theta(kernel, height, width, stride, pad, place=place)


class border_taken_from_the_other_side:
    """A negative index counts from the end in Python. On the border there are zeros: drop those weights."""

    def conv_matrix(kernel, height, width, stride=1, pad=0):
        return _theta(kernel, height, width, stride, pad, place=lambda y, x: y % height * width + x % width)


class edge_values_instead_of_zeros:
    """The border is made of zeros, so a weight that falls on it is dropped, not given to the nearest cell."""

    def conv_matrix(kernel, height, width, stride=1, pad=0):
        def place(y, x):
            return min(max(y, 0), height - 1) * width + min(max(x, 0), width - 1)

        return _theta(kernel, height, width, stride, pad, place=place)


class stride_left_out:
    """The filter moves `stride` cells at a time: fewer stops, so fewer rows."""

    def conv_matrix(kernel, height, width, stride=1, pad=0):
        return _theta(kernel, height, width, 1, pad)


class stride_on_rows_alone:
    """The stride counts along the columns too: the filter also moves `stride` cells to the right."""

    def conv_matrix(kernel, height, width, stride=1, pad=0):
        return _theta(kernel, height, width, stride, pad, across=1)


class windows_one_cell_apart:
    """There are as many rows as there should be, but stop i starts at i * stride, not at i."""

    def conv_matrix(kernel, height, width, stride=1, pad=0):
        return _theta(kernel, height, width, stride, pad, start=lambda i, step: i - pad)


class image_read_column_by_column:
    """`ravel` goes row by row: cell (y, x) is number y * width + x."""

    def conv_matrix(kernel, height, width, stride=1, pad=0):
        def place(y, x):
            return x * height + y if 0 <= y < height and 0 <= x < width else None

        return _theta(kernel, height, width, stride, pad, place=place)


class outputs_listed_column_by_column:
    """The rows of Theta follow `ravel` too: stop (i, j) is row i * W' + j."""

    def conv_matrix(kernel, height, width, stride=1, pad=0):
        theta = _theta(kernel, height, width, stride, pad)
        rows = (height + 2 * pad - kernel.shape[0]) // stride + 1
        return theta.reshape(rows, -1, height * width).swapaxes(0, 1).reshape(theta.shape)


class height_and_width_swapped:
    """`height` counts rows, `width` counts columns, in that order."""

    def conv_matrix(kernel, height, width, stride=1, pad=0):
        return _theta(kernel, width, height, stride, pad)


class width_taken_from_the_height:
    """The map need not be square: count the stops across with `width` and the filter's own width."""

    def conv_matrix(kernel, height, width, stride=1, pad=0):
        return _theta(kernel, height, width, stride, pad, out_width=lambda rows: rows)


class filter_rows_without_a_gap:
    """The filter's next row meets the image's next row, `width` cells on: its rows don't follow each other."""

    def conv_matrix(kernel, height, width, stride=1, pad=0):
        theta = np.zeros(_theta(kernel, height, width, stride, pad).shape)
        columns = (width + 2 * pad - kernel.shape[1]) // stride + 1
        for row in range(len(theta)):
            start = row // columns * stride * width + row % columns * stride
            room = theta[row, start : start + kernel.size]
            room[:] = kernel.ravel()[: len(room)]
        return theta


class ones_for_weights:
    """Theta holds the filter's weights where the window covers a cell, not ones."""

    def conv_matrix(kernel, height, width, stride=1, pad=0):
        return _theta(np.ones(kernel.shape), height, width, stride, pad)


class input_changed:
    """Work on a copy: the kernel must be the same after the call."""

    def conv_matrix(kernel, height, width, stride=1, pad=0):
        theta = _theta(kernel, height, width, stride, pad)
        kernel *= 0
        return theta
