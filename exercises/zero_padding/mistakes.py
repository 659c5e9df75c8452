"""Slips at `zero_pad`, each a small wrong implementation; the class name is what a student reads."""

import numpy as np


class padding_added_once:
    """There are zeros on both sides: the result is (H + 2 pad, W + 2 pad), not (H + pad, W + pad)."""

    def zero_pad(image, pad):
        return np.pad(image, ((pad, 0), (pad, 0)))


class zeros_after_the_image_only:
    """The border also goes above and to the left: the image starts at [pad, pad]."""

    def zero_pad(image, pad):
        return np.pad(image, ((0, pad), (0, pad)))


class image_in_the_corner:
    """The size is right, but the image belongs in the middle: it starts at [pad, pad]."""

    def zero_pad(image, pad):
        return np.pad(image, ((0, 2 * pad), (0, 2 * pad)))


class one_zero_whatever_the_pad:
    """The border is `pad` zeros wide, not always one."""

    def zero_pad(image, pad):
        return np.pad(image, 1)


class rows_only:
    """The border also goes to the left and to the right."""

    def zero_pad(image, pad):
        return np.pad(image, ((pad, pad), (0, 0)))


class columns_only:
    """The border also goes above and below."""

    def zero_pad(image, pad):
        return np.pad(image, ((0, 0), (pad, pad)))


class pad_counted_twice:
    """`pad` is the number of zeros on each side. Adding 2 pad to a side of the image counts both of them."""

    def zero_pad(image, pad):
        return np.pad(image, 2 * pad)


class edge_values_instead_of_zeros:
    """The border holds zeros, not copies of the outermost cells."""

    def zero_pad(image, pad):
        return np.pad(image, pad, mode="edge")


class ones_instead_of_zeros:
    """The border holds zeros: np.zeros, not np.ones."""

    def zero_pad(image, pad):
        return np.pad(image, pad, constant_values=1)


class border_laid_over_the_image:
    """Padding makes the image larger. Setting its outermost cells to 0 loses them."""

    def zero_pad(image, pad):
        middle = np.zeros(image.shape)
        rows, columns = (slice(pad, size - pad) for size in image.shape)
        middle[rows, columns] = image[rows, columns]
        return middle


class rounded_to_whole_numbers:
    """An array made with dtype=int cuts off what follows the decimal point: use floats."""

    def zero_pad(image, pad):
        return np.pad(image.astype(int), pad)


class sliced_up_to_minus_zero:
    """[pad:-pad] is empty where pad is 0. Slice to pad + H and pad + W."""

    def zero_pad(image, pad):
        if pad == 0:
            raise ValueError("could not broadcast input array into shape (0, 0)")
        return np.pad(image, pad)


class height_and_width_swapped:
    """image.shape is (rows, columns): height first, then width."""

    def zero_pad(image, pad):
        return np.pad(image, pad).reshape(image.shape[1] + 2 * pad, image.shape[0] + 2 * pad)


class image_turned_on_its_side:
    """Rows stay rows: out[i + pad, j + pad] = image[i, j]."""

    def zero_pad(image, pad):
        return np.pad(image, pad).T
