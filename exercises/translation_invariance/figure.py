"""A real digit wanders through an image. The detector's map moves with it; the maximum over the map stays.

The digits are real: scikit-learn's handwritten digits (UCI Optical Recognition of Handwritten Digits, CC BY 4.0), the
zero that the convolutional layer's figure shows and the first one.
"""

from __future__ import annotations

import numpy as np

from exercises.conv_layer.figure import DIGIT as ZERO
from exercises.definition import Frame, Line, Lines, Picture, Role

ONE = np.array(
    [
        [0, 0, 0, 12, 13, 5, 0, 0],
        [0, 0, 0, 11, 16, 9, 0, 0],
        [0, 0, 3, 15, 16, 6, 0, 0],
        [0, 7, 15, 16, 16, 2, 0, 0],
        [0, 0, 1, 16, 16, 3, 0, 0],
        [0, 0, 1, 16, 16, 6, 0, 0],
        [0, 0, 1, 16, 16, 6, 0, 0],
        [0, 0, 0, 11, 16, 10, 0, 0],
    ]
)
PLACES = ((0, 0), (0, 8), (3, 5), (8, 8), (8, 1), (4, 4))
OUTSIDE = (4, 12)
"""Half of the digit has left the image."""


def _detector() -> np.ndarray:
    """The zero less its mean, scaled so that the zero itself gives 1."""
    centred = ZERO - ZERO.mean()
    return np.asarray(centred / (centred * ZERO).sum())


def _image(digit: np.ndarray, place: tuple[int, int]) -> np.ndarray:
    canvas = np.zeros((24, 24))
    canvas[place[0] : place[0] + 8, place[1] : place[1] + 8] = digit
    return canvas[:16, :16]


def _response(image: np.ndarray) -> np.ndarray:
    """The (9, 9) map after ReLU."""
    windows = np.lib.stride_tricks.sliding_window_view(image, (8, 8))
    return np.asarray(np.maximum(np.einsum("ijab,ab->ij", windows, _detector()), 0))


def _frames() -> list[tuple[str, str, np.ndarray]]:
    """(label, caption, image) of each step."""
    moved = [
        (f"({y}, {x})", f"zero at row {y}, column {x}: its map moves along", _image(ZERO, (y, x))) for y, x in PLACES
    ]
    return [
        *moved,
        ("half out", "half of it has left: hardly an answer", _image(ZERO, OUTSIDE)),
        ("a one", "another digit: a weak answer", _image(ONE, (4, 4))),
    ]


def _frame(step: int) -> Frame:
    steps = _frames()[: step + 1]
    _, caption, image = steps[-1]
    detector = _detector()
    maxima = tuple(
        Line(f"{label:<8} {_response(past).max():.2f}", Role.FOCUS if number == step else Role.DONE)
        for number, (label, _, past) in enumerate(steps)
    )
    return Frame(
        caption=caption,
        parts=(
            Picture("image", image / image.max()),
            Picture("detector", (detector - detector.min()) / np.ptp(detector)),
            Picture("map, ReLU", _response(image)),
            Lines("maximum", maxima),
        ),
    )


def frames() -> tuple[Frame, ...]:
    """Six places, one answer; then half a digit and another digit."""
    return tuple(_frame(step) for step in range(len(_frames())))
