"""Slips at the detector's response, each a small wrong implementation; the class name is what a student reads."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def _map(image, kernel, down=1, across=1):
    """Filter without padding."""
    return np.einsum("ijab,ab->ij", sliding_window_view(image, kernel.shape)[::down, ::across], kernel)


def _rectified(image, kernel, down=1, across=1):
    return np.maximum(_map(image, kernel, down, across), 0)


class relu_left_out:
    """Where nothing fits, the detector is silent: ReLU turns negative responses into 0."""

    def detector_response(image, kernel):
        return float(_map(image, kernel).max())


class average_for_maximum:
    """Take the strongest response of the map. The average also counts all the places without the pattern."""

    def detector_response(image, kernel):
        return float(_rectified(image, kernel).mean())


class sum_for_maximum:
    """Take the strongest response of the map, not the sum of all."""

    def detector_response(image, kernel):
        return float(_rectified(image, kernel).sum())


class minimum_for_maximum:
    """Take the strongest response of the map, not the weakest."""

    def detector_response(image, kernel):
        return float(_rectified(image, kernel).min())


class filter_flipped:
    """The filter slides as it is, as in `filtered_grid`. Flipped, it looks for the pattern turned round."""

    def detector_response(image, kernel):
        return float(_rectified(image, kernel[::-1, ::-1]).max())


class filter_rows_and_columns_swapped:
    """`kernel[a, b]` meets `image[y + a, x + b]`: rows with rows, columns with columns."""

    def detector_response(image, kernel):
        return float(_rectified(image, kernel.T.reshape(kernel.shape)).max())


class padding_added:
    """Filter without padding: only windows that lie inside the image count."""

    def detector_response(image, kernel):
        border = [(n // 2, n // 2) for n in kernel.shape]
        return float(_rectified(np.pad(image, border), kernel).max())


class filter_slid_over_every_edge:
    """That is the full convolution's range. Only windows that lie inside the image count."""

    def detector_response(image, kernel):
        border = [(n - 1, n - 1) for n in kernel.shape]
        return float(_rectified(np.pad(image, border), kernel).max())


class stride_two:
    """Stride 1: the window stops at every cell, or a pattern between two stops is missed."""

    def detector_response(image, kernel):
        return float(_rectified(image, kernel, 2, 2).max())


class windows_side_by_side:
    """Stride 1: windows overlap. Cut into tiles, the image shows the pattern only where a tile happens to hold it."""

    def detector_response(image, kernel):
        return float(_rectified(image, kernel, *kernel.shape).max())


class last_windows_left_out:
    """There are H - F + 1 stops down and W - G + 1 across: the last row and column of windows count."""

    def detector_response(image, kernel):
        return float(_rectified(image, kernel)[:-1, :-1].max(initial=0))


class first_window_alone:
    """Look at the whole map, not only at the window in the corner."""

    def detector_response(image, kernel):
        return float(_rectified(image, kernel)[0, 0])


class first_pool_alone:
    """Pool over the whole map at once, not over a window of 2x2."""

    def detector_response(image, kernel):
        return float(_rectified(image, kernel)[:2, :2].max())


class relu_before_the_filter:
    """Filter first, then ReLU: negative cells of the image count in the dot product."""

    def detector_response(image, kernel):
        return max(0.0, float(_map(np.maximum(image, 0), kernel).max()))


class largest_by_absolute_value:
    """A strong negative response is not a pattern that was found: ReLU makes it 0."""

    def detector_response(image, kernel):
        return float(np.abs(_map(image, kernel)).max())


class mean_of_the_products:
    """Each stop is the sum of the products, not their mean."""

    def detector_response(image, kernel):
        return float(_rectified(image, kernel).max() / kernel.size)


class divided_by_the_weights:
    """The response is the plain sum of products: don't divide by the filter's sum."""

    def detector_response(image, kernel):
        return float(_rectified(image, kernel).max() / kernel.sum())


class brightest_cell:
    """The maximum is over the filter's responses, not over the image."""

    def detector_response(image, kernel):
        return max(0.0, float(image.max()))


class largest_single_product:
    """Sum the products of a window before you take the maximum over the windows."""

    def detector_response(image, kernel):
        return max(0.0, float((sliding_window_view(image, kernel.shape) * kernel).max()))


class position_for_the_value:
    """Return the strongest response itself; `argmax` tells where it is."""

    def detector_response(image, kernel):
        return int(_rectified(image, kernel).argmax())


class whole_map_returned:
    """One number is left at the end: the maximum over the whole map."""

    def detector_response(image, kernel):
        return _rectified(image, kernel)


class maximum_along_an_axis:
    """`max(axis=0)` leaves one number for each column. Take the maximum over the whole map."""

    def detector_response(image, kernel):
        return _rectified(image, kernel).max(axis=0)


class input_changed:
    """Work on a copy: image and kernel must be the same after the call."""

    def detector_response(image, kernel):
        response = float(_rectified(image, kernel).max())
        image[image < 0] = 0
        return response
