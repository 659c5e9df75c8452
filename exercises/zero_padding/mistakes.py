"""Zero padding in named steps, and each misconception as another version of one step."""

import numpy as np


class Right:
    """The right answer."""

    def zero_pad(self, image, pad):
        border = self.border(self.width(pad))
        return self.turned(self.laid_into_border(self.cells(image), border))

    def width(self, pad):
        return pad

    def border(self, width):
        """The zeros above and below, and those to the left and to the right."""
        return (width, width), (width, width)

    def cells(self, image):
        return image

    def laid_into_border(self, image, border):
        out = self.empty_frame(image, border)
        out[self.middle(image, border)] = image
        return out

    def empty_frame(self, image, border):
        (top, bottom), (left, right) = border
        rows, columns = self.sides(image)
        return np.zeros((rows + top + bottom, columns + left + right))

    def middle(self, image, border):
        (top, _), (left, _) = border
        rows, columns = self.sides(image)
        return slice(top, top + rows), slice(left, left + columns)

    def sides(self, image):
        return image.shape

    def turned(self, out):
        return out


class padding_added_once(Right):
    """There are zeros on both sides: the result is (H + 2 pad, W + 2 pad), not (H + pad, W + pad)."""

    def border(self, width):
        return (width, 0), (width, 0)


class zeros_after_the_image_only(Right):
    """The border also goes above and to the left. Where does the image begin in the result?"""

    def border(self, width):
        return (0, width), (0, width)


class image_in_the_corner(Right):
    """The size is right, but the image belongs in the middle, `pad` rows down and `pad` columns in."""

    def border(self, width):
        return (0, 2 * width), (0, 2 * width)


class one_zero_whatever_the_pad(Right):
    """The border is `pad` zeros wide, not always one."""

    def width(self, pad):
        return 1


class rows_only(Right):
    """The border also goes to the left and to the right."""

    def border(self, width):
        return (width, width), (0, 0)


class columns_only(Right):
    """The border also goes above and below."""

    def border(self, width):
        return (0, 0), (width, width)


class pad_counted_twice(Right):
    """`pad` is the number of zeros on each side. Adding 2 pad to a side of the image counts both of them."""

    def width(self, pad):
        return 2 * pad


class edge_values_instead_of_zeros(Right):
    """The border holds zeros, not copies of the outermost cells."""

    def empty_frame(self, image, border):
        return np.pad(image, border, mode="edge")


class mirrored_instead_of_zeros(Right):
    """The border holds zeros. mode="reflect" fills it with a mirror image of the cells."""

    def empty_frame(self, image, border):
        return np.pad(image, border, mode="reflect")


class edge_mirrored_instead_of_zeros(Right):
    """The border holds zeros. mode="symmetric" mirrors the cells, the outermost ones included."""

    def empty_frame(self, image, border):
        return np.pad(image, border, mode="symmetric")


class opposite_side_instead_of_zeros(Right):
    """The border holds zeros. mode="wrap" fills it with the cells of the opposite side."""

    def empty_frame(self, image, border):
        return np.pad(image, border, mode="wrap")


class ones_instead_of_zeros(Right):
    """The border holds zeros, and here it holds ones."""

    def empty_frame(self, image, border):
        return np.pad(image, border, constant_values=1)


class border_laid_over_the_image(Right):
    """Padding makes the image larger. Setting its outermost cells to 0 loses them."""

    def laid_into_border(self, image, border):
        out = np.zeros(image.shape)
        inside = tuple(slice(before, side - after) for side, (before, after) in zip(image.shape, border, strict=True))
        out[inside] = image[inside]
        return out


class rounded_to_whole_numbers(Right):
    """An array made with dtype=int cuts off what follows the decimal point: use floats."""

    def cells(self, image):
        return image.astype(int)


class bytes_instead_of_floats(Right):
    """np.uint8 holds whole numbers from 0 to 255 only: negative numbers and fractions are lost. Use floats."""

    def cells(self, image):
        with np.errstate(invalid="ignore"):
            return image.astype(np.uint8)


class sliced_up_to_minus_zero(Right):
    """[pad:-pad] is empty where pad is 0. Count where the slice ends from the start."""

    def middle(self, image, border):
        (top, bottom), (left, right) = border
        return slice(top, -bottom), slice(left, -right)


class width_read_before_height(Right):
    """image.shape is (rows, columns), height before width. In a square image the exchange does not show."""

    def sides(self, image):
        return image.shape[::-1]


class height_and_width_swapped(Right):
    """image.shape is (rows, columns): height first, then width."""

    def turned(self, out):
        return out.reshape(out.shape[::-1])


class image_turned_on_its_side(Right):
    """Rows stay rows. Which index counts the rows of the image, and which those of the result?"""

    def turned(self, out):
        return out.T
