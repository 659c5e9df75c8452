"""Slips at the detector's response: each overrides a step of the right answer; its name is what a student reads."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


class Right:
    """The right answer in named steps."""

    def read(self, image):
        return image

    def bordered(self, image, kernel):
        """No padding: the image as it is."""
        return image

    def turned(self, kernel):
        """Not at all: the filter slides as it is."""
        return kernel

    def steps(self, kernel):
        """How far the window moves down, and how far across."""
        return 1, 1

    def columns(self, height, width, kernel):
        return width - kernel.shape[1] + 1

    def windows(self, image, kernel):
        """(H', W', F, G): what the filter covers at each stop."""
        down, across = self.steps(kernel)
        found = sliding_window_view(image, kernel.shape)
        columns = self.columns(*image.shape, kernel)
        if columns > found.shape[1]:  # a student's window is cut short there, and does not fit the filter
            raise ValueError("a window hangs over the edge")
        return found[::down, :columns:across]

    def summed(self, products):
        return products.sum(axis=(2, 3))

    def filtered(self, image, kernel):
        return self.summed(self.windows(image, kernel) * kernel)

    def rectified(self, responses):
        return np.maximum(responses, 0)

    def looked_at(self, responses):
        """The whole map."""
        return responses

    def pooled(self, responses):
        return responses.max()

    def scaled(self, response, kernel):
        """Not at all: the sum of products is the response."""
        return response

    def detector_response(self, image, kernel):
        seen = self.bordered(self.read(image), kernel)
        responses = self.rectified(self.filtered(seen, self.turned(kernel)))
        return self.scaled(self.pooled(self.looked_at(responses)), kernel)


class relu_left_out(Right):
    """Where nothing fits, the detector is silent: ReLU turns negative responses into 0."""

    def rectified(self, responses):
        return responses


class largest_by_absolute_value(Right):
    """A strong negative response is not a pattern that was found: ReLU makes it 0."""

    def rectified(self, responses):
        return np.abs(responses)


class relu_before_the_filter(Right):
    """Filter first, then ReLU: negative cells of the image count in the dot product."""

    def read(self, image):
        return np.maximum(image, 0)


class average_for_maximum(Right):
    """Take the strongest response of the map. The average also counts all the places without the pattern."""

    def pooled(self, responses):
        return responses.mean()


class sum_for_maximum(Right):
    """Take the strongest response of the map, not the sum of all."""

    def pooled(self, responses):
        return responses.sum()


class minimum_for_maximum(Right):
    """Take the strongest response of the map, not the weakest."""

    def pooled(self, responses):
        return responses.min()


class pooled_in_windows_then_averaged(Right):
    """Take one maximum over the whole map. A mean of small pools also counts the places without the pattern."""

    def pooled(self, responses):
        rows, columns = (2 * (side // 2) for side in responses.shape[:2])
        tiles = responses[:rows, :columns].reshape(rows // 2, 2, columns // 2, 2)
        return tiles.max(axis=(1, 3)).mean() if tiles.size else np.nan


class places_counted(Right):
    """The response says how strongly the filter answers, not at how many places it does."""

    def pooled(self, responses):
        return np.count_nonzero(responses > 0)


class position_for_the_value(Right):
    """Return the strongest response itself; `argmax` tells where it is."""

    def pooled(self, responses):
        return responses.argmax()


class whole_map_returned(Right):
    """One number is left at the end: the maximum over the whole map."""

    def pooled(self, responses):
        return responses


class maximum_along_an_axis(Right):
    """`max(axis=0)` leaves one number for each column. Take the maximum over the whole map."""

    def pooled(self, responses):
        return responses.max(axis=0)


class equal_windows_counted(Right):
    """Windows equal to the filter are not what counts: its answer is a sum of products, strong where they are alike."""

    def filtered(self, image, kernel):
        return (self.windows(image, kernel) == kernel).all(axis=(2, 3))

    def pooled(self, responses):
        return np.count_nonzero(responses)


class brightest_cell(Right):
    """The maximum is over the filter's responses, not over the image."""

    def filtered(self, image, kernel):
        return image


class largest_single_product(Right):
    """Sum the products of a window before you take the maximum over the windows."""

    def summed(self, products):
        return products


class mean_of_the_products(Right):
    """Each stop is the sum of the products, not their mean."""

    def scaled(self, response, kernel):
        return response / kernel.size


class divided_by_the_weights(Right):
    """The response is the plain sum of products: don't divide by the filter's sum."""

    def scaled(self, response, kernel):
        return response / kernel.sum()


class divided_by_the_length_of_the_filter(Right):
    """The response is the plain sum of products. Normalised correlation divides it by the filter's length."""

    def scaled(self, response, kernel):
        return response / np.sqrt((kernel**2).sum())


class filter_flipped(Right):
    """The filter slides as it is, as in `filtered_grid`. Flipped, it looks for the pattern turned round."""

    def turned(self, kernel):
        return kernel[::-1, ::-1]


class filter_rows_and_columns_swapped(Right):
    """`kernel[a, b]` meets `image[y + a, x + b]`: rows with rows, columns with columns."""

    def turned(self, kernel):
        return kernel.T.reshape(kernel.shape)


class padding_added(Right):
    """Filter without padding: only windows that lie inside the image count."""

    def bordered(self, image, kernel):
        return np.pad(image, [(side // 2, side // 2) for side in kernel.shape])


class filter_slid_over_every_edge(Right):
    """That is the full convolution's range. Only windows that lie inside the image count."""

    def bordered(self, image, kernel):
        return np.pad(image, [(side - 1, side - 1) for side in kernel.shape])


class stride_two(Right):
    """Stride 1: the window stops at every cell, or a pattern between two stops is missed."""

    def steps(self, kernel):
        return 2, 2


class windows_side_by_side(Right):
    """Stride 1: windows overlap. Cut into tiles, the image shows the pattern only where a tile happens to hold it."""

    def steps(self, kernel):
        return kernel.shape


class width_taken_from_the_height(Right):
    """The image need not be square: count the stops across from its width, the stops down from its height."""

    def columns(self, height, width, kernel):
        return height - kernel.shape[0] + 1


class last_windows_left_out(Right):
    """There are H - F + 1 stops down and W - G + 1 across: the last row and column of windows count."""

    def looked_at(self, responses):
        # where nothing is left to look at, a running maximum is still the 0 that it started with
        return responses[:-1, :-1] if min(responses.shape[:2]) > 1 else np.zeros((1, 1))


class first_window_alone(Right):
    """Look at the whole map, not only at the window in the corner."""

    def looked_at(self, responses):
        return responses[:1, :1]


class first_pool_alone(Right):
    """Pool over the whole map at once, not over a window of 2x2."""

    def looked_at(self, responses):
        return responses[:2, :2]


class input_changed(Right):
    """Image and kernel must be the same after the call. Which line writes into one of them?"""

    def detector_response(self, image, kernel):
        response = super().detector_response(image, kernel)
        image[image < 0] = 0
        return response
