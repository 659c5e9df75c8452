"""A real digit wanders through an image: the detector's map moves with it, the maximum over the map stays.

Then slide 21's pooling over detectors: a five turned three ways, and the maximum over three detectors. The digits are
real: scikit-learn's handwritten digits (UCI Optical Recognition of Handwritten Digits, CC BY 4.0), the zero that the
convolutional layer's figure shows, the first one, and the first five.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from exercises.conv_layer.figure import DIGIT as ZERO
from exercises.figures import Frame, Line, Lines, Picture, Role

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
FIVE = np.array(
    [
        [0, 0, 12, 10, 0, 0, 0, 0],
        [0, 0, 14, 16, 16, 14, 0, 0],
        [0, 0, 13, 16, 15, 10, 1, 0],
        [0, 0, 11, 16, 16, 7, 0, 0],
        [0, 0, 0, 4, 7, 16, 7, 0],
        [0, 0, 0, 0, 4, 16, 9, 0],
        [0, 0, 5, 4, 12, 16, 4, 0],
        [0, 0, 9, 16, 16, 10, 0, 0],
    ]
)
PLACES = ((0, 0), (0, 8), (3, 5), (8, 8), (8, 1), (4, 4))
OUTSIDE = (4, 12)
"""Half of the digit has left the image."""
TURNS = {"left": 40, "upright": 0, "right": -40}
"""Degrees counter-clockwise of slide 21's three fives and their detectors."""


@dataclass(frozen=True)
class Step:
    """One frame: what comes in, the filter, and a line of the list at the right."""

    caption: str
    image: np.ndarray
    detector: np.ndarray
    label: str


def detector_of(pattern: np.ndarray) -> np.ndarray:
    """The pattern less its mean, scaled so that the pattern itself gives 1."""
    centred = pattern - pattern.mean()
    return np.asarray(centred / (centred * pattern).sum())


def turned(digit: np.ndarray, degrees: float) -> np.ndarray:
    """The digit turned counter-clockwise about its middle, by linear interpolation."""
    angle, wide = np.deg2rad(degrees), np.pad(digit.astype(float), 3)
    down, right = np.indices(digit.shape) - 3.5
    y = np.cos(angle) * down + np.sin(angle) * right + 6.5
    x = np.cos(angle) * right - np.sin(angle) * down + 6.5
    top, left = np.floor(y).astype(int), np.floor(x).astype(int)
    upper = wide[top, left] * (left + 1 - x) + wide[top, left + 1] * (x - left)
    lower = wide[top + 1, left] * (left + 1 - x) + wide[top + 1, left + 1] * (x - left)
    return np.asarray(upper * (top + 1 - y) + lower * (y - top))


def response(image: np.ndarray, detector: np.ndarray) -> np.ndarray:
    """The map after ReLU."""
    windows = np.lib.stride_tricks.sliding_window_view(image, detector.shape)
    return np.asarray(np.maximum(np.einsum("ijab,ab->ij", windows, detector), 0))


def _image(digit: np.ndarray, place: tuple[int, int]) -> np.ndarray:
    canvas = np.zeros((24, 24))
    canvas[place[0] : place[0] + digit.shape[0], place[1] : place[1] + digit.shape[1]] = digit
    return canvas[:16, :16]


def _moved() -> list[Step]:
    zero = detector_of(ZERO)
    return [
        *(
            Step(f"zero at row {y}, column {x}: its map moves along", _image(ZERO, (y, x)), zero, f"({y}, {x})")
            for y, x in PLACES
        ),
        Step("half of it has left: hardly an answer", _image(ZERO, OUTSIDE), zero, "half out"),
        Step("another digit: a weak answer", _image(ONE, (4, 4)), zero, "a one"),
    ]


def fives() -> dict[str, np.ndarray]:
    """The five as it comes in: turned to the left, upright, turned to the right."""
    return {way: turned(FIVE, degrees) for way, degrees in TURNS.items()}


def _frame(steps: list[Step], at: int) -> Frame:
    now = steps[at]
    lines = tuple(
        Line(f"{step.label:<8} {response(step.image, step.detector).max():.2f}", Role.FOCUS if k == at else Role.DONE)
        for k, step in enumerate(steps[: at + 1])
    )
    return _drawn(now.caption, now.image, now.detector, Lines("maximum", lines))


def _over_detectors(way: str) -> Frame:
    """A five turned one way, the detector that answers most, and all three answers with their maximum."""
    image = _image(fives()[way], (3, 3))
    detectors = {name: detector_of(five) for name, five in fives().items()}
    answers = {name: response(image, detector).max() for name, detector in detectors.items()}
    best = max(answers, key=lambda name: answers[name])
    lines = [
        Line(f"{name:<8} {answer:.2f}", Role.FOCUS if name == best else Role.MUTED) for name, answer in answers.items()
    ]
    lines += [Line(""), Line(f"{'maximum':<8} {max(answers.values()):.2f}", Role.DONE)]
    caption = f"a five turned {way}: one of the three answers" if TURNS[way] else "a five upright: another one"
    return _drawn(caption, image, detectors[best], Lines("detector", tuple(lines)))


def _drawn(caption: str, image: np.ndarray, detector: np.ndarray, lines: Lines) -> Frame:
    return Frame(
        caption=caption,
        parts=(
            Picture("image", image / image.max()),
            Picture("detector", (detector - detector.min()) / np.ptp(detector)),
            Picture("map, ReLU", np.clip(response(image, detector), 0, 1)),
            lines,
        ),
    )


def frames() -> tuple[Frame, ...]:
    """Six places, one answer; half a digit and another digit; then three detectors under one maximum."""
    steps = _moved()
    return (*(_frame(steps, at) for at in range(len(steps))), *(_over_detectors(way) for way in TURNS))
