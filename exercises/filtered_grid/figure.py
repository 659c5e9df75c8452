"""The lecture's 7x7 grid with its border: the first window product by product, then one window a frame."""

from __future__ import annotations

import numpy as np

from exercises.figures import Frame, Grid, Mark, Role
from exercises.filtered_grid.exercise import GRID, KERNEL

PADDED = np.pad(np.array(GRID), 1)
FILTER = np.array(KERNEL)
STRIDE, SIDE = 3, 3
RESULT = tuple(
    int((PADDED[i : i + SIDE, j : j + SIDE] * FILTER).sum()) for i in range(0, 7, STRIDE) for j in range(0, 7, STRIDE)
)

Row = tuple[int | str | None, ...]


def _grid(stop: int, product: int) -> Grid:
    top, left = stop // 3 * STRIDE, stop % 3 * STRIDE
    border = (Mark(0, 0, 9, 9, Role.BORDER), Mark(1, 1, 7, 7, Role.PLAIN))
    marks: tuple[Mark, ...] = (*border, Mark(top, left, SIDE, SIDE, Role.WINDOW))
    if product < SIDE * SIDE:
        marks = (*marks, Mark(top + product // 3, left + product % 3, 1, 1, Role.FOCUS))
    return Grid("", tuple(tuple(int(cell) for cell in row) for row in PADDED), marks)


def _sums(stop: int, product: int) -> Grid:
    top, left = stop // 3 * STRIDE, stop % 3 * STRIDE
    products = (PADDED[top : top + SIDE, left : left + SIDE] * FILTER).ravel()
    known: Row = tuple(int(p) if k <= product else "·" for k, p in enumerate(products))
    finished = product >= SIDE * SIDE - 1
    result: Row = tuple(RESULT[k] if k < stop + finished else "·" for k in range(9))
    total = int(products[: product + 1].sum())
    gap: Row = (None,)
    label: tuple[Row, ...] = (("out", "="), (None, None), (None, None))
    rows: list[Row] = [("fil", "ter", *gap * 2, "pro", "duc", "ts ")]  # words over the cells: a title costs a line
    rows += [(*KERNEL[m], *gap, *known[3 * m : 3 * m + 3]) for m in range(3)]
    rows += [gap * 7, ("Σ", "=", total, *gap * 4)]
    rows += [(*label[m], *gap * 2, *result[3 * m : 3 * m + 3]) for m in range(3)]
    marks = [Mark(5, 2, 1, 1, Role.DONE if finished else Role.FOCUS)]
    if not finished:
        marks += [Mark(1 + product // 3, column + product % 3, 1, 1, Role.FOCUS) for column in (0, 4)]
    marks += [Mark(6 + k // 3, 4 + k % 3, 1, 1, Role.DONE) for k in range(stop)]
    marks += [Mark(6 + stop // 3, 4 + stop % 3, 1, 1, Role.FOCUS)]
    return Grid("", tuple(rows), tuple(marks))


def _product(stop: int, product: int) -> Frame:
    cell, weight = PADDED[product // 3, product % 3], FILTER[product // 3, product % 3]
    caption = f"window 1 of 9, product {product + 1} of 9: {cell} × {weight} = {cell * weight}"
    return Frame(caption, (_grid(stop, product), _sums(stop, product)))


def _window(stop: int) -> Frame:
    last = SIDE * SIDE
    return Frame(f"window {stop + 1} of 9: the products sum to {RESULT[stop]}", (_grid(stop, last), _sums(stop, last)))


def frames() -> tuple[Frame, ...]:
    """Nine products of the first window, then the nine windows."""
    return tuple(_product(0, k) for k in range(9)) + tuple(_window(k) for k in range(9))
