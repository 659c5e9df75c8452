"""A 2x2 colour image laid out as one vector, and the scores: weighted sums of all of it."""

from __future__ import annotations

import numpy as np

from exercises.figures import Frame, Grid, Line, Lines, Mark, Role

IMAGE = np.array([[[9, 1, 0], [2, 8, 1]], [[0, 3, 7], [5, 5, 4]]])
THETA = np.array(
    [
        [1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0],
        [0, 0, 1, 0, 0, -1, 0, 0, 1, 0, 0, -1],
        [1, 1, 1, 0, 0, 0, 0, 0, 0, -1, -1, -1],
    ]
)
BIAS = np.array([1, 0, 2])
SCORES = THETA @ IMAGE.ravel() + BIAS
COLOURS = (("red", Role.FIRST), ("green", Role.SECOND), ("blue", Role.THIRD))


def _channel(channel: int, pixels: tuple[int, ...]) -> Grid:
    name, role = COLOURS[channel]
    cells = tuple(tuple(int(IMAGE[i, j, channel]) for j in range(2)) for i in range(2))
    return Grid(name, cells, tuple(Mark(pixel // 2, pixel % 2, 1, 1, role) for pixel in pixels))


def _vector(pixels: int, lit: tuple[int, ...], score: int) -> Grid:
    """The vector above theta, one row a score, with bias and sum at the right."""
    flat: tuple[int | str, ...] = tuple(int(v) if k < 3 * pixels else "·" for k, v in enumerate(IMAGE.ravel()))
    rows: list[tuple[int | str | None, ...]] = [(*flat, None, None, None), (None,) * 15]
    marks = [Mark(0, 3 * pixel + k, 1, 1, role) for pixel in lit for k, (_, role) in enumerate(COLOURS)]
    for k in range(3):
        shown = k <= score
        total = int(SCORES[k]) if shown else "·"
        rows.append((*(int(weight) for weight in THETA[k]), f"+{BIAS[k]}", "=", total) if score >= 0 else (None,) * 15)
        if shown:
            marks += [Mark(2 + k, 14, 1, 1, Role.FOCUS if k == score else Role.DONE)]
    if 0 <= score < 3:
        marks += [Mark(2 + score, 0, 1, 12, Role.WINDOW)]
    return Grid("x, and theta below it" if score >= 0 else "x", tuple(rows), tuple(marks))


SIZES = Lines("numbers in x", (Line("here    2·2·3 = 12"), Line("lecture 32·32·3 = 3072", Role.MUTED)))


def _frame(caption: str, pixels: int, lit: tuple[int, ...], score: int = -1) -> Frame:
    channels = tuple(_channel(channel, lit) for channel in range(3))
    return Frame(caption, (*channels, SIZES), (_vector(pixels, lit, score),))


def frames() -> tuple[Frame, ...]:
    """Pixel by pixel into the vector, what became of neighbours, then score by score."""
    pixels = tuple(_frame(f"pixel {k + 1}: its red, green and blue come next", k + 1, (k,)) for k in range(4))
    names = ("first", "second", "third")
    scores = tuple(_frame(f"{names[k]} score: 12 products and a bias sum to {SCORES[k]}", 4, (), k) for k in range(3))
    return (
        _frame("a 2x2 image with three channels", 0, ()),
        *pixels,
        _frame("side by side in the image: side by side in x", 4, (0, 1)),
        _frame("one above the other: 6 places apart in x", 4, (0, 2)),
        *scores,
        _frame("parameters: 3 · (12 + 1) = 39", 4, (), 3),
        _frame("the lecture's layer: 10 · (3072 + 1) = 30730", 4, (), 3),
    )
