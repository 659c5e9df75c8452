"""Theta growing row by row as the lecture's filter moves over a 6x6 image; its bands, a column, a product with x."""

from __future__ import annotations

import numpy as np

from exercises.figures import Frame, Grid, Mark, Picture, Role
from exercises.filtered_grid.exercise import GRID

KERNEL = np.array([[1, 2, 1], [2, 4, 2], [1, 2, 1]])
SIDE, STOPS = 6, 4
IMAGE = np.array(GRID)[:SIDE, (0, 1, 2, 3, 0, 1)]
"""Columns of the lecture's grid whose numbers have one digit."""
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


def _column(row: int, column: int) -> Frame:
    """One pixel of the image, and its column in Theta: the weights that it meets."""
    number, theta = row * SIDE + column, _theta()
    pixels = _picture(list(range(STOPS * STOPS)), None)
    met = theta[:, number] > 0
    pixels[met, number] = NOW
    cells: list[list[int | str]] = [["·"] * SIDE for _ in range(SIDE)]
    cells[row][column] = "x"
    image = Grid("6x6 image", tuple(map(tuple, cells)), (Mark(row, column, 1, 1, Role.FOCUS),), cell=2)
    caption = f"pixel ({row}, {column}) is column {number}: it meets {met.sum()} weights"
    return Frame(caption, (image, Picture("Θ: 16 stops by 36 cells", pixels)))


def _product(stop: int) -> Frame:
    """One row of Theta times the image as a vector: one cell of the filtered grid."""
    top, left = divmod(stop, STOPS)
    total = int(_theta()[stop] @ IMAGE.ravel())
    image = Grid("6x6 image", tuple(map(tuple, IMAGE.tolist())), (Mark(top, left, 3, 3, Role.WINDOW),), cell=2)
    caption = f"row {stop} of Θ times x = {total}: stop ({top}, {left})"
    return Frame(caption, (image, Picture("Θ times x", _picture(list(range(STOPS * STOPS)), stop))))


def frames() -> tuple[Frame, ...]:
    """Stop by stop a row of Theta; then all of it, one pixel's column, one product, and what stride 2 would keep."""
    growing = tuple(
        _frame(f"stop ({k // 4}, {k % 4}) is row {k}: 9 weights, 27 zeros", list(range(k + 1)), k)
        for k in (*range(8), 11, 15)
    )
    pixel = _column(2, 2)
    product = _product(5)
    whole = _frame("the bands: the same 9 weights in all 16 rows", list(range(16)), None)
    stride_two = _frame("stride 2 keeps rows 0, 2, 8 and 10: 2x2 outputs", [0, 2, 8, 10], None)
    return (*growing, whole, pixel, product, stride_two)
