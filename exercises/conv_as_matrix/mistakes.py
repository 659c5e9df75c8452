"""Slips at convolution as a matrix: each overrides a step of the right answer, and its name is what a student reads."""

import numpy as np


class Right:
    """The right answer in named steps."""

    def sides(self, height, width):
        return height, width

    def weights(self, kernel):
        return kernel

    def turned(self, kernel):
        """Not at all: the filter goes in as it is."""
        return kernel

    def border(self, pad):
        return pad

    def step(self, stride):
        return stride

    def across(self, stride):
        return self.step(stride)

    def counted(self, side, border):
        """How many cells the filter has room on along a side, the border included."""
        return side + 2 * border

    def rows(self, height, width, shape, stride, border):
        return (self.counted(height, border) - shape[0]) // self.step(stride) + 1

    def columns(self, height, width, shape, stride, border):
        return (self.counted(width, border) - shape[1]) // self.across(stride) + 1

    def start(self, stop, step, border):
        return stop * step - border

    def met(self, places, side):
        """Where cells of the filter lie along one axis of the image, the border included."""
        return places

    def inside(self, y, x, height, width):
        return (y >= 0) & (y < height) & (x >= 0) & (x < width)

    def cell_number(self, y, x, height, width, columns):
        return y * width + x

    def stop_number(self, i, j, rows, columns, width):
        return i * columns + j

    def zeros(self, rows, columns, height, width):
        return np.zeros((rows * columns, height * width))

    def put(self, theta, stops, cells, weights):
        theta[stops, cells] = weights

    def fill(self, theta, kernel, height, width, rows, columns, stride, border):
        """Put the filter's weights into Theta: all stops (i, j) and all cells (a, b) of the filter at once."""
        i, j, a, b = np.indices((rows, columns, *kernel.shape))
        y = self.met(self.start(i, self.step(stride), border) + a, height)
        x = self.met(self.start(j, self.across(stride), border) + b, width)
        kept = self.inside(y, x, height, width)
        stops = self.stop_number(i, j, rows, columns, width)
        cells = self.cell_number(y, x, height, width, columns)
        self.put(theta, stops[kept], cells[kept], kernel[a, b][kept])

    def conv_matrix(self, kernel, height, width, stride=1, pad=0):
        height, width = self.sides(height, width)
        border = self.border(pad)
        rows = self.rows(height, width, kernel.shape, stride, border)
        columns = self.columns(height, width, kernel.shape, stride, border)
        theta = self.zeros(rows, columns, height, width)
        self.fill(theta, self.turned(self.weights(kernel)), height, width, rows, columns, stride, border)
        return theta


class _Added(Right):
    """Weights that meet at one place are added up. The right ones never do."""

    def put(self, theta, stops, cells, weights):
        np.add.at(theta, (stops, cells), weights)


class filter_flipped(Right):
    """The matrix does what `filtered_grid` does: the filter goes in as it is, not turned around."""

    def turned(self, kernel):
        return kernel[::-1, ::-1]


class filter_rows_and_columns_swapped(Right):
    """The filter's row goes with the image's row: `kernel[a, b]` meets image cell (y + a, x + b)."""

    def turned(self, kernel):
        # as large as the kernel, whatever its shape, so that the result keeps its own
        return kernel.T.reshape(kernel.shape)


class matrix_transposed(Right):
    """One row for each output, one column for each cell of the image: Theta @ x has to work."""

    def conv_matrix(self, kernel, height, width, stride=1, pad=0):
        return super().conv_matrix(kernel, height, width, stride, pad).T


class a_row_for_every_cell(Right):
    """Theta has a row for each stop of the filter, H' * W' of them. The image's cells are its columns."""

    def zeros(self, rows, columns, height, width):
        return np.zeros((height * width, height * width))


class padding_left_out(Right):
    """With a border of zeros the window starts `pad` cells above and left of the image: there are more stops."""

    def border(self, pad):
        return 0


class columns_for_the_border_too(Right):
    """Theta meets the image without its border: height * width columns. Weights that fall on zeros are dropped."""

    def conv_matrix(self, kernel, height, width, stride=1, pad=0):
        return super().conv_matrix(kernel, height + 2 * pad, width + 2 * pad, stride)


class windows_not_shifted_by_the_padding(Right):
    """Stop (0, 0) is above and left of the image, on the border. Where does its window start?"""

    def start(self, stop, step, border):
        return stop * step


class windows_shifted_the_wrong_way(Right):
    """The border lies above and left of the image, so the first window starts before row 0: which sign has `pad`?"""

    def start(self, stop, step, border):
        return stop * step + border


class stops_counted_without_the_border(Right):
    """The filter also stops over the border, so there are more stops than on the image alone: N becomes N + 2P."""

    def counted(self, side, border):
        return side


class border_counted_once_for_the_stops(Right):
    """There are zeros on both sides, so a side is 2P longer when the stops are counted, not P."""

    def counted(self, side, border):
        return side + border


class border_wraps_into_the_next_row(_Added):
    """Beyond the right edge is border, not the next row's first cell: check y and x each, not only the column."""

    def inside(self, y, x, height, width):
        return (y * width + x >= 0) & (y * width + x < height * width)


class border_taken_from_the_other_side(_Added):
    """A negative index counts from the end in Python. On the border there are zeros: drop those weights."""

    def met(self, places, side):
        return places % side


class edge_values_instead_of_zeros(_Added):
    """The border is made of zeros, so a weight that falls on it is dropped, not given to the nearest cell."""

    def met(self, places, side):
        return np.clip(places, 0, side - 1)


class stride_left_out(Right):
    """The filter moves `stride` cells at a time: fewer stops, so fewer rows."""

    def step(self, stride):
        return 1


class stride_on_rows_alone(Right):
    """The stride counts along the columns too: the filter also moves `stride` cells to the right."""

    def across(self, stride):
        return 1


class windows_one_cell_apart(Right):
    """There are as many rows as there should be, but stop i starts at i * stride, not at i."""

    def start(self, stop, step, border):
        return stop - border


class image_read_column_by_column(Right):
    """`ravel` goes row by row: cell (y, x) is number y * width + x."""

    def cell_number(self, y, x, height, width, columns):
        return x * height + y


class cells_counted_by_the_width_of_the_map(Right):
    """A row of the image has `width` cells. W' is the width of the result: it numbers stops, not cells."""

    def cell_number(self, y, x, height, width, columns):
        return y * columns + x


class outputs_listed_column_by_column(Right):
    """The rows of Theta follow `ravel` too: stop (i, j) is row i * W' + j."""

    def stop_number(self, i, j, rows, columns, width):
        return j * rows + i


class stops_counted_by_the_width_of_the_image(Right):
    """A row of the result has W' stops, not `width`: in which row of Theta does the second row of stops begin?"""

    def stop_number(self, i, j, rows, columns, width):
        return i * width + j


class height_and_width_swapped(Right):
    """`height` counts rows, `width` counts columns, in that order."""

    def sides(self, height, width):
        return width, height


class width_taken_from_the_height(Right):
    """The map need not be square: count the stops across with `width` and the filter's own width."""

    def columns(self, height, width, shape, stride, border):
        return self.rows(height, width, shape, stride, border)


class filter_rows_without_a_gap(Right):
    """The filter's next row meets the image's next row, `width` cells on: its rows don't follow each other."""

    def fill(self, theta, kernel, height, width, rows, columns, stride, border):
        for i, j in np.ndindex(rows, columns):
            start = i * self.step(stride) * width + j * self.across(stride)
            room = theta[self.stop_number(i, j, rows, columns, width), start : start + kernel.size]
            room[:] = kernel.ravel()[: len(room)]


class ones_for_weights(Right):
    """Theta holds the filter's weights where the window covers a cell, not ones."""

    def weights(self, kernel):
        return np.ones(kernel.shape)


class cut_to_whole_numbers(Right):
    """The weights may be fractions. Look at the dtype that Theta is made with: int cuts them off."""

    def weights(self, kernel):
        return kernel.astype(int)


class input_changed(Right):
    """Work on a copy: the kernel must be the same after the call."""

    def conv_matrix(self, kernel, height, width, stride=1, pad=0):
        theta = super().conv_matrix(kernel, height, width, stride, pad)
        kernel *= 0
        return theta
