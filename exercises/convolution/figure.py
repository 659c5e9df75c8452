"""The filter is flipped in two steps; then both, flipped and as it is, slide over the same single 1."""

from __future__ import annotations

import numpy as np

from exercises.figures import Frame, Grid, Line, Lines, Mark, Role

PADDED = np.zeros((5, 5), dtype=int)
PADDED[2, 2] = 1
FILTER = np.array([[1, 2], [3, 4]])
STOPS = 4


def _dots(kernel: np.ndarray) -> tuple[int, ...]:
    return tuple(int((PADDED[i : i + 2, j : j + 2] * kernel).sum()) for i in range(STOPS) for j in range(STOPS))


FLIPPED = FILTER[::-1, ::-1]
UNFLIPPED_DOTS, FLIPPED_DOTS = _dots(FILTER), _dots(FLIPPED)
SEEN = tuple(stop for stop, dot in enumerate(FLIPPED_DOTS) if dot)
"""The stops at which the 1 lies under the filter; at the others all products are 0."""


def _image(stop: int) -> Grid:
    marks = [Mark(0, 0, 5, 5, Role.BORDER), Mark(1, 1, 3, 3, Role.PLAIN)]
    if 0 <= stop < STOPS * STOPS:
        marks.append(Mark(stop // STOPS, stop % STOPS, 2, 2, Role.WINDOW))
    return Grid("image in zeros", tuple(tuple(int(v) for v in row) for row in PADDED), tuple(marks))


def _result(title: str, kernel: np.ndarray, dots: tuple[int, ...], stop: int, role: Role) -> Grid:
    """The filter as it is laid down, and below it the result so far."""
    shown = tuple(dot if k <= stop else "·" for k, dot in enumerate(dots))
    rows: list[tuple[int | str | None, ...]] = [(None, int(a), int(b), None) for a, b in kernel]
    rows += [(None,) * 4, *(shown[STOPS * i : STOPS * (i + 1)] for i in range(STOPS))]
    marks = [Mark(0, 1, 2, 2, role)]
    marks += [Mark(3 + k // STOPS, k % STOPS, 1, 1, Role.DONE) for k in range(stop) if dots[k]]
    if 0 <= stop < STOPS * STOPS:
        marks.append(Mark(3 + stop // STOPS, stop % STOPS, 1, 1, Role.FOCUS))
    return Grid(title, tuple(rows), tuple(marks))


def _frame(caption: str, stop: int, formula: str, flipped: np.ndarray = FLIPPED) -> Frame:
    parts = (
        _image(stop),
        _result("as it is", FILTER, UNFLIPPED_DOTS, stop, Role.FIRST),
        _result("flipped", flipped, FLIPPED_DOTS, stop, Role.SECOND),
    )
    return Frame(caption, parts, (Lines("", (Line(formula, Role.MUTED),)),))


def _flips() -> tuple[Frame, ...]:
    """The filter before, halfway, and after."""
    formula = "the larger m is, the smaller x − m: F runs backwards"
    return (
        _frame("the same filter twice", -1, "filter 1 2 / 3 4", FILTER),
        _frame("flip it up and down: 3 4 / 1 2", -1, formula, FILTER[::-1]),
        _frame("and left and right: 4 3 / 2 1", -1, formula),
    )


def _stop(stop: int) -> Frame:
    x, y = divmod(stop, STOPS)
    caption = f"stop {stop + 1} of {STOPS**2}: as it is {UNFLIPPED_DOTS[stop]}, flipped {FLIPPED_DOTS[stop]}"
    formula = f"I*F [{x},{y}] = I[1,1]·F[{x - 1},{y - 1}] = {FLIPPED_DOTS[stop]}"
    return _frame(caption, stop, formula)


def frames() -> tuple[Frame, ...]:
    """The flip, a stop that sees only zeros, the four that see the 1, and what came out."""
    zeros = _frame("12 of the 16 stops see only zeros, like this one", 0, "outside of its cells F is 0")
    last = _frame("flipped: a single 1 gives back the filter", STOPS**2, "as it is: the filter comes out turned around")
    return (*_flips(), zeros, *(_stop(stop) for stop in SEEN), last)
