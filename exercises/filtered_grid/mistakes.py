"""Slips at `filtered_grid`, each a small wrong implementation; the class name is what a student reads."""

import numpy as np


def _windows(grid, kernel, steps):
    """The right answer for a grid that has its border already; `steps` down and to the right."""
    down, right = steps
    f, g = kernel.shape
    rows, columns = (grid.shape[0] - f) // down + 1, (grid.shape[1] - g) // right + 1
    return np.array(
        [
            [np.sum(grid[i * down : i * down + f, j * right : j * right + g] * kernel) for j in range(columns)]
            for i in range(rows)
        ]
    )


class padding_left_out:
    """Put a border of `pad` zeros around the grid before the filter slides over it."""

    def filtered_grid(grid, kernel, stride=1, pad=0):
        return _windows(grid, kernel, (stride, stride))


class padding_on_one_side_only:
    """The border goes all around: above, below, left and right."""

    def filtered_grid(grid, kernel, stride=1, pad=0):
        return _windows(np.pad(grid, ((pad, 0), (pad, 0))), kernel, (stride, stride))


class one_zero_whatever_the_pad:
    """The border is `pad` zeros wide, not always one."""

    def filtered_grid(grid, kernel, stride=1, pad=0):
        return _windows(np.pad(grid, min(pad, 1)), kernel, (stride, stride))


class edge_values_instead_of_zeros:
    """The border holds zeros, not copies of the outermost cells."""

    def filtered_grid(grid, kernel, stride=1, pad=0):
        return _windows(np.pad(grid, pad, mode="edge"), kernel, (stride, stride))


class stride_left_out:
    """The filter moves `stride` cells at a time, not one."""

    def filtered_grid(grid, kernel, stride=1, pad=0):
        return _windows(np.pad(grid, pad), kernel, (1, 1))


class stride_down_only:
    """The filter moves `stride` cells to the right as well as down."""

    def filtered_grid(grid, kernel, stride=1, pad=0):
        return _windows(np.pad(grid, pad), kernel, (stride, 1))


class stride_to_the_right_only:
    """The filter moves `stride` cells down as well as to the right."""

    def filtered_grid(grid, kernel, stride=1, pad=0):
        return _windows(np.pad(grid, pad), kernel, (1, stride))


class window_starts_at_the_output_index:
    """Output [i, j] looks at the window that starts at [i * stride, j * stride], not at [i, j]."""

    def filtered_grid(grid, kernel, stride=1, pad=0):
        padded = np.pad(grid, pad)
        right = _windows(padded, kernel, (stride, stride))
        return _windows(padded, kernel, (1, 1))[: right.shape[0], : right.shape[1]]


class filter_flipped:
    """Here the filter is laid down as it is, as PyTorch's conv2d does. Flipping comes in exercise 6."""

    def filtered_grid(grid, kernel, stride=1, pad=0):
        return _windows(np.pad(grid, pad), kernel[::-1, ::-1], (stride, stride))


class rows_and_columns_of_the_filter_swapped:
    """Row m of the filter meets row m of the window: the filter is not transposed."""

    def filtered_grid(grid, kernel, stride=1, pad=0):
        return _windows(np.pad(grid, pad), kernel.T, (stride, stride))


class rows_and_columns_of_the_result_swapped:
    """Moving the filter down moves down in the result: out[i, j], not out[j, i]."""

    def filtered_grid(grid, kernel, stride=1, pad=0):
        return _windows(np.pad(grid, pad), kernel, (stride, stride)).T


class last_window_left_out:
    """The filter's first position counts too: (N - F + 2P) // stride + 1 positions along a side."""

    def filtered_grid(grid, kernel, stride=1, pad=0):
        padded = np.pad(grid, pad)
        right = _windows(padded, kernel, (stride, stride))
        rows, columns = (padded.shape[0] - kernel.shape[0]) // stride, (padded.shape[1] - kernel.shape[1]) // stride
        return right[:rows, :columns]


class mean_instead_of_sum:
    """A dot product is the sum of the products. The lecture's filter does not divide by its nine cells."""

    def filtered_grid(grid, kernel, stride=1, pad=0):
        return _windows(np.pad(grid, pad), kernel, (stride, stride)) / kernel.size


class divided_by_the_sum_of_the_filter:
    """The dot product is not normalised: do not divide by the filter's sum."""

    def filtered_grid(grid, kernel, stride=1, pad=0):
        return _windows(np.pad(grid, pad), kernel, (stride, stride)) / kernel.sum()


class matrix_product_instead_of_cell_by_cell:
    """Multiply cell by cell (`*`), then sum. `@` multiplies rows with columns."""

    def filtered_grid(grid, kernel, stride=1, pad=0):
        padded = np.pad(grid, pad)
        f, g = kernel.shape
        return np.array(
            [
                [(padded[i : i + f, j : j + g] @ kernel).sum() for j in range(0, padded.shape[1] - g + 1, stride)]
                for i in range(0, padded.shape[0] - f + 1, stride)
            ]
        )


class rounded_to_whole_numbers:
    """An array made with dtype=int cuts off what follows the decimal point: use floats."""

    def filtered_grid(grid, kernel, stride=1, pad=0):
        return _windows(np.pad(grid, pad), kernel, (stride, stride)).astype(int)


class grid_cut_to_whole_numbers:
    """A padded grid made with dtype=int cuts off what follows the decimal point: use floats."""

    def filtered_grid(grid, kernel, stride=1, pad=0):
        return _windows(np.pad(grid.astype(int), pad), kernel, (stride, stride))


class products_written_into_the_grid:
    """`window *= kernel` writes into the grid, and windows overlap: use `window * kernel`."""

    def filtered_grid(grid, kernel, stride=1, pad=0):
        padded = np.pad(grid, pad) if pad else grid
        f, g = kernel.shape
        rows, columns = (padded.shape[0] - f) // stride + 1, (padded.shape[1] - g) // stride + 1
        out = np.zeros((rows, columns))
        for i in range(rows):
            for j in range(columns):
                window = padded[i * stride : i * stride + f, j * stride : j * stride + g]
                window *= kernel
                out[i, j] = window.sum()
        return out
