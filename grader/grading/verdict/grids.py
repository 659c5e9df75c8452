"""Sets two arrays side by side as lines of text: yours and wanted, the first wrong cell marked.

Pure. Above 12x12, or wider than a message, only the cells around the first difference are shown; two grids that do not
fit beside each other stand one below the other.
"""

from __future__ import annotations

import numpy as np

from grader.core.results import Grids
from grader.grading.verdict.values import cell_digits, cell_text

LARGEST_GRID = 12
_INDENT, _GAP = " " * 4, " " * 4


def _plane(array: np.ndarray, first: tuple[int, ...] | None) -> tuple[np.ndarray, str]:
    """Return the two-dimensional slice with the first difference, and the index that leads there."""
    if array.ndim <= 1:
        return array.reshape(1, -1), ""
    lead = first[: array.ndim - 2] if first else (0,) * (array.ndim - 2)
    where = ", ".join(map(str, lead))
    return array[lead], f"[{where}]" if lead else ""


def _window(size: int, around: int, most: int) -> slice:
    start = max(0, min(around - most // 2, size - most))
    return slice(start, min(size, start + most))


def _apart(grids: Grids, first: tuple[int, ...] | None) -> list[tuple[float, float]]:
    return [] if first is None else [(float(grids.got[first]), float(grids.wanted[first]))]


def _cell_width(planes: list[np.ndarray], rows: list[slice], columns: list[slice], digits: int) -> int:
    shown = (plane[r, c] for plane, r, c in zip(planes, rows, columns, strict=True))
    return max(len(cell_text(value, digits)) for cells in shown for value in cells.flat)


def _lines(
    plane: np.ndarray, rows: slice, columns: slice, mark: tuple[int, int] | None, digits: int, gap: str
) -> list[str]:
    texts = [[cell_text(value, digits) for value in row[columns]] for row in plane[rows]]
    width = max(len(text) for row in texts for text in row)
    lines = []
    for r, row in enumerate(texts, start=rows.start):
        marks = ["▸" if mark == (r, c) else " " for c in range(columns.start, columns.stop)]
        lines.append(gap.join(mark + text.rjust(width) for mark, text in zip(marks, row, strict=True)))
    return lines


def _cut(planes: list[np.ndarray], rows: list[slice], columns: list[slice]) -> list[str]:
    if all(plane[r, c].shape == plane.shape for plane, r, c in zip(planes, rows, columns, strict=True)):
        return []
    r, c = max(rows, key=lambda one: one.stop), max(columns, key=lambda one: one.stop)
    part = f"columns {c.start} to {c.stop - 1}"
    if max(plane.shape[0] for plane in planes) > 1:
        part = f"rows {r.start} to {r.stop - 1}, {part}"
    return [f"{_INDENT}(only {part})"]


def grid_lines(grids: Grids, width: int) -> list[str]:
    """Return the lines, each of at most `width` characters; none where there is nothing to set side by side."""
    if 0 in (grids.got.size, grids.wanted.size, grids.got.ndim, grids.wanted.ndim):
        return []
    first = grids.first
    mark = None if first is None else ((0, 0, *first)[-2], first[-1])
    (got, label), (wanted, _) = _plane(grids.got, first), _plane(grids.wanted, first)
    planes, (row, column) = [got, wanted], mark or (0, 0)
    rows = [_window(plane.shape[0], row, LARGEST_GRID) for plane in planes]
    columns = [_window(plane.shape[1], column, LARGEST_GRID) for plane in planes]
    shown = [plane[r, c].ravel() for plane, r, c in zip(planes, rows, columns, strict=True)]
    digits = cell_digits(np.concatenate(shown), *_apart(grids, first))
    most = (width - len(_INDENT)) // (_cell_width(planes, rows, columns, digits) + 1)
    columns = [_window(plane.shape[1], column, max(1, min(LARGEST_GRID, most))) for plane in planes]
    roomy, narrow = (
        [
            [name + label, *_lines(plane, r, c, mark, digits, gap)]
            for name, plane, r, c in zip(("yours", "wanted"), planes, rows, columns, strict=True)
        ]
        for gap in (" ", "")
    )
    lines = _beside(roomy, width) or _beside(narrow, width) or [_INDENT + line for block in narrow for line in block]
    return [*lines, *_cut(planes, rows, columns)]


def _beside(blocks: list[list[str]], width: int) -> list[str]:
    """Return two blocks side by side; nothing where they do not fit."""
    left, right = (max(map(len, block)) for block in blocks)
    if len(_INDENT) + left + len(_GAP) + right > width:
        return []
    yours, wanted = ([*block, *[""] * (max(map(len, blocks)) - len(block))] for block in blocks)
    return [f"{_INDENT}{a.ljust(left)}{_GAP}{b}".rstrip() for a, b in zip(yours, wanted, strict=True)]
