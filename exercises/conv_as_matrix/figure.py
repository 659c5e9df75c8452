"""Theta growing row by row as the lecture's filter moves over a 6x6 image; at the end, the bands that it forms."""

from __future__ import annotations

import numpy as np

from exercises.definition import Frame, Grid, Mark, Picture, Role

KERNEL = np.array([[1, 2, 1], [2, 4, 2], [1, 2, 1]])
SIDE, STOPS = 6, 4
ZERO, WEIGHT, NOW = np.array([0.10, 0.12, 0.16]), np.array([0.35, 0.65, 1.0]), np.array([1.0, 0.75, 0.25])


def _theta() -> np.ndarray:
    """(16, 36): one row for each stop at stride 1."""
    theta = np.zeros((STOPS * STOPS, SIDE * SIDE))
    for i, j, a, b in np.ndindex(STOPS, STOPS, *KERNEL.shape):
        theta[i * STOPS + j, (i + a) * SIDE + j + b] = KERNEL[a, b]
    return theta


def _picture(rows: list[int], now: int | None) -> np.ndarray:
    """Theta's `rows` in colour, the one at work brightest; rows that are not there yet stay black."""
    pixels = np.zeros((STOPS * STOPS, SIDE * SIDE, 3))
    for row in rows:
        weights = _theta()[row][:, None]
        ink = (NOW if row == now else WEIGHT) * (0.4 + 0.6 * weights / KERNEL.max())
        pixels[row] = np.where(weights > 0, ink, ZERO)
    return pixels


def _frame(caption: str, rows: list[int], now: int | None) -> Frame:
    cells: list[list[int | str]] = [["·"] * SIDE for _ in range(SIDE)]
    marks: tuple[Mark, ...] = ()
    if now is not None:
        top, left = divmod(now, STOPS)
        marks = (Mark(top, left, KERNEL.shape[0], KERNEL.shape[1], Role.WINDOW),)
        for a, b in np.ndindex(*KERNEL.shape):
            cells[top + a][left + b] = int(KERNEL[a, b])
    return Frame(
        caption=caption,
        parts=(
            Grid("6x6 image", tuple(map(tuple, cells)), marks, cell=2),
            Picture("Θ: 16 stops by 36 cells", _picture(rows, now)),
        ),
    )


def frames() -> tuple[Frame, ...]:
    """Sixteen stops, a row of Theta each; then all of it, and what stride 2 would keep."""
    growing = tuple(
        _frame(f"stop ({k // 4}, {k % 4}) is row {k}: 9 weights, 27 zeros", list(range(k + 1)), k) for k in range(16)
    )
    whole = _frame("the bands: the same 9 weights in all 16 rows", list(range(16)), None)
    stride_two = _frame("stride 2 keeps rows 0, 2, 8 and 10: 2x2 outputs", [0, 2, 8, 10], None)
    return (*growing, whole, stride_two)
