"""Slips at `convolve`, each a small wrong implementation; the class name is what a student reads."""

import numpy as np


def _add_up(image, kernel):
    """The right answer: each pixel adds its own copy of the filter."""
    out = np.zeros((image.shape[0] + kernel.shape[0] - 1, image.shape[1] + kernel.shape[1] - 1))
    for (m, n), pixel in np.ndenumerate(image):
        out[m : m + kernel.shape[0], n : n + kernel.shape[1]] += pixel * kernel
    return out


def _slide(padded, kernel):
    windows = np.lib.stride_tricks.sliding_window_view(padded, kernel.shape)
    return (windows * kernel).sum(axis=(2, 3))


class filter_not_flipped:
    """F[x - m, y - n] runs backwards through the filter: turn it around in both directions before sliding it."""

    def convolve(image, kernel):
        return _add_up(image, kernel[::-1, ::-1])


class flipped_up_and_down_only:
    """The filter is flipped in both directions: also left and right."""

    def convolve(image, kernel):
        return _add_up(image, kernel[:, ::-1])


class flipped_left_and_right_only:
    """The filter is flipped in both directions: also up and down."""

    def convolve(image, kernel):
        return _add_up(image, kernel[::-1])


class transposed_instead_of_flipped:
    """Flipping is not transposing: kernel[::-1, ::-1], not kernel.T."""

    def convolve(image, kernel):
        return _add_up(image, kernel.T[::-1, ::-1])


class quarter_turn:
    """np.rot90 turns by 90 degrees. Flipping in both directions turns by 180: rot90(kernel, 2)."""

    def convolve(image, kernel):
        return _add_up(image, np.rot90(kernel, -1))


class image_flipped_as_well:
    """Only one of the two is flipped. With both flipped, the result comes out backwards."""

    def convolve(image, kernel):
        return _add_up(image, kernel)[::-1, ::-1]


class only_where_the_filter_fits:
    """The formula goes on to where a single cell overlaps: put F - 1 zeros around the image first."""

    def convolve(image, kernel):
        rows, columns = (max(n - f + 1, 0) for n, f in zip(image.shape, kernel.shape))
        return _add_up(image, kernel)[kernel.shape[0] - 1 :, kernel.shape[1] - 1 :][:rows, :columns]


class cut_to_the_size_of_the_image:
    """The result is larger than the image: (H + F - 1, W + G - 1)."""

    def convolve(image, kernel):
        top, left = (kernel.shape[0] - 1) // 2, (kernel.shape[1] - 1) // 2
        return _add_up(image, kernel)[top : top + image.shape[0], left : left + image.shape[1]]


class first_rows_and_columns_only:
    """x and y go on past the image, up to H + F - 2 and W + G - 2."""

    def convolve(image, kernel):
        return _add_up(image, kernel)[: image.shape[0], : image.shape[1]]


class last_row_and_column_left_out:
    """The size is H + F - 1 by W + G - 1: one more than the last index."""

    def convolve(image, kernel):
        return _add_up(image, kernel)[:-1, :-1]


class one_row_and_column_too_many:
    """F - 1 cells of the filter can hang over the edge, not F: the size is H + F - 1."""

    def convolve(image, kernel):
        return np.pad(_add_up(image, kernel), ((0, 1), (0, 1)))


class padded_by_the_whole_filter:
    """F - 1 zeros on each side are enough: with F of them the filter misses the image altogether."""

    def convolve(image, kernel):
        return np.pad(_add_up(image, kernel), 1)


class negative_index_wraps_around:
    """Where x - m is negative F is 0, but NumPy takes index -1 for the last row: check the range first."""

    def convolve(image, kernel):
        (height, width), (f, g) = image.shape, kernel.shape
        out = np.zeros((height + f - 1, width + g - 1))
        for x, y in np.ndindex(out.shape):
            for m, n in np.ndindex(image.shape):
                if -f <= x - m < f and -g <= y - n < g:
                    out[x, y] += image[m, n] * kernel[x - m, y - n]
        return out


class wrapped_around_the_edges:
    """What leaves on one side does not come back on the other: a Fourier transform needs the result's size."""

    def convolve(image, kernel):
        spectrum = np.fft.fft2(image) * np.fft.fft2(kernel, image.shape)
        return np.fft.ifft2(spectrum).real


class edge_values_instead_of_zeros:
    """Outside of the image there are zeros, not copies of the outermost pixels."""

    def convolve(image, kernel):
        f, g = kernel.shape
        return _slide(np.pad(image, ((f - 1, f - 1), (g - 1, g - 1)), mode="edge"), kernel[::-1, ::-1])


class rounded_to_whole_numbers:
    """An array made with dtype=int cuts off what follows the decimal point: use floats."""

    def convolve(image, kernel):
        return _add_up(image, kernel).astype(int)


class overwritten_instead_of_added:
    """Neighbouring pixels reach the same cells: add with +=, do not overwrite with =."""

    def convolve(image, kernel):
        out = np.zeros((image.shape[0] + kernel.shape[0] - 1, image.shape[1] + kernel.shape[1] - 1))
        for (m, n), pixel in np.ndenumerate(image):
            out[m : m + kernel.shape[0], n : n + kernel.shape[1]] = pixel * kernel
        return out


class filter_flipped_in_place:
    """`kernel[:] = ...` flips the caller's filter: make a flipped copy or view."""

    def convolve(image, kernel):
        out = _add_up(image, kernel)
        kernel[:] = kernel[::-1, ::-1].copy()
        return out


class averaged:
    """The formula adds up and does not divide by the filter's cells."""

    def convolve(image, kernel):
        return _add_up(image, kernel) / kernel.size
