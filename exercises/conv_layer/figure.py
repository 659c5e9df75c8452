"""Ten filters read one colour image, each leaves its activation map, and all ten stand side by side at the end.

The image is real: the first of scikit-learn's handwritten digits (UCI Optical Recognition of Handwritten Digits,
CC BY 4.0), enlarged to 16x16 and coloured.
"""

from __future__ import annotations

import numpy as np

from exercises.figures import Frame, Grid, Picture

DIGIT = np.array(
    [
        [0, 0, 5, 13, 9, 1, 0, 0],
        [0, 0, 13, 15, 10, 15, 5, 0],
        [0, 3, 15, 2, 0, 11, 8, 0],
        [0, 4, 12, 0, 0, 8, 8, 0],
        [0, 5, 8, 0, 0, 9, 8, 0],
        [0, 4, 11, 0, 1, 12, 7, 0],
        [0, 2, 14, 5, 10, 12, 0, 0],
        [0, 0, 6, 13, 10, 0, 0, 0],
    ]
)
BACKGROUND, INK = np.array([0.05, 0.15, 0.40]), np.array([1.0, 0.75, 0.25])

ALL, RED, RED_NOT_BLUE = (1, 1, 1), (1, 0, 0), (1, 0, -1)
SOBEL = ((-1, 0, 1), (-2, 0, 2), (-1, 0, 1))
RISING = ((2, 1, 0), (1, 0, -1), (0, -1, -2))
FILTERS: tuple[tuple[str, tuple[tuple[int, ...], ...], tuple[int, int, int]], ...] = (
    ("left edges, all channels alike", SOBEL, ALL),
    ("right edges: the same filter, negated", tuple(tuple(-v for v in row) for row in SOBEL), ALL),
    ("upper edges", tuple(zip(*SOBEL, strict=True)), ALL),
    ("lower edges", tuple(zip(*SOBEL, strict=True))[::-1], ALL),
    ("edges that rise to the right", RISING, ALL),
    ("edges that fall to the right", tuple(row[::-1] for row in RISING), ALL),
    ("thin strokes and spots", ((-1, -1, -1), (-1, 8, -1), (-1, -1, -1)), ALL),
    ("a blur, the lecture's filter", ((1, 2, 1), (2, 4, 2), (1, 2, 1)), ALL),
    ("the red channel alone", ((0, 0, 0), (0, 1, 0), (0, 0, 0)), RED),
    ("red but not blue: channels against each other", ((1, 1, 1), (1, 1, 1), (1, 1, 1)), RED_NOT_BLUE),
)


def _image() -> np.ndarray:
    """(16, 16, 3): the digit enlarged by linear interpolation, its ink between two colours."""
    places = np.linspace(0, 7, 16)
    tall = np.array([np.interp(places, range(8), column) for column in DIGIT.T]).T
    ink = np.array([np.interp(places, range(8), row) for row in tall])[..., None] / DIGIT.max()
    return np.asarray(BACKGROUND * (1 - ink) + INK * ink)


def _by_channel(image: np.ndarray, kernel: tuple[tuple[int, ...], ...], channels: tuple[int, int, int]) -> np.ndarray:
    """(14, 14, 3): at each stop the sum of the nine products of each channel."""
    block = np.array(kernel)[..., None] * np.array(channels)
    windows = np.lib.stride_tricks.sliding_window_view(image, (3, 3), axis=(0, 1))
    return np.asarray(np.einsum("ijcab,abc->ijc", windows, block))


def _map(image: np.ndarray, kernel: tuple[tuple[int, ...], ...], channels: tuple[int, int, int]) -> np.ndarray:
    """(14, 14), scaled so that 0 is mid grey."""
    response = _by_channel(image, kernel, channels).sum(axis=2)
    return np.asarray(0.5 + response / (2 * np.abs(response).max()))


def _frame(k: int, stops: int) -> Frame:
    """Filter `k` after `stops` of its 14 x 14 stops; while it is under way its window shows white in the image."""
    image, (name, kernel, channels) = _image(), FILTERS[k]
    response = _map(image, kernel, channels)
    response.flat[stops:] = 0.5
    caption = name
    if stops < response.size:
        row, column = divmod(stops, 14)
        image[row : row + 3, column : column + 3] = 0.5 + image[row : row + 3, column : column + 3] / 2
        caption = f"stop {stops + 1} of 196: 3·3·3 products, one number"
    return Frame(
        caption=caption,
        parts=(
            Picture("16x16x3", image),
            Grid(f"filter {k + 1} of {len(FILTERS)}", kernel, cell=4),
            Picture(f"map {k + 1}, grey = 0", response),
        ),
    )


def _one_number() -> Frame:
    """One stop of the last filter, where the ink is: nine products in each channel, added up over the channels."""
    image, (_, kernel, channels) = _image(), FILTERS[-1]
    sums, response = _by_channel(image, kernel, channels), _map(image, kernel, channels)
    row, column = (int(place) for place in np.unravel_index(sums.sum(axis=2).argmax(), (14, 14)))
    image[row : row + 3, column : column + 3] = 0.5 + image[row : row + 3, column : column + 3] / 2
    rounded = [round(float(value), 1) + 0.0 for value in sums[row, column]]
    rows = [(name, f"{value:+.1f}") for name, value in zip(("red", "green", "blue"), rounded, strict=True)]
    rows += [("bias", "+0.0"), ("", "-----"), ("", f"{sum(rounded):+.1f}")]
    response.flat[14 * row + column + 1 :] = 0.5
    caption = "one number of map 10: 9 + 9 + 9 products, a bias"
    parts = (Picture("16x16x3", image), Grid("red - blue", tuple(rows), cell=6), Picture("map 10", response))
    return Frame(caption, parts)


def _wall() -> Frame:
    """All ten maps, every third cell of each, beside the image."""
    image, pixels = _image(), np.zeros((11, 29))
    for k, (_, kernel, channels) in enumerate(FILTERS):
        top, left = 6 * (k // 5), 6 * (k % 5)
        pixels[top : top + 5, left : left + 5] = _map(image, kernel, channels)[::3, ::3]
    rows = (("10 of",), ("3x3x3",))
    parts = (Picture("16x16x3", image[::2, ::2]), Grid("filters", rows, cell=7), Picture("10 maps, small", pixels))
    return Frame("10 maps from 10 · (3·3·3 + 1) = 280 parameters", parts)


def frames() -> tuple[Frame, ...]:
    """The first filter on its way over the image, the map of each of the ten, one number, and all maps."""
    under_way = tuple(_frame(0, stops) for stops in (0, 7, 49, 100, 150))
    whole = tuple(_frame(k, 196) for k in range(len(FILTERS)))
    return (*under_way, *whole, _one_number(), _wall())
