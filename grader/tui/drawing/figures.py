"""Draws a figure's frame: grids with marked cells, pictures in half-blocks, bars, lines of text.

Every role reads without colour too: the cell in focus stands in brackets, a window's cells are bold, and so on by the
style sheet.
"""

from __future__ import annotations

from itertools import groupby

import numpy as np

from exercises.figures import Bars, Frame, Grid, Lines, Part, Picture, Role
from grader.grading.verdict.values import cell_text
from grader.tui.drawing.rows import BLANK, Colour, Row, Span, beside, cropped, row, row_width

GOAL = "│"
"""Stands in each bar where the goal is."""
_FULL, _EIGHTHS = "█", " ▏▎▍▌▋▊▉"


def frame_rows(frame: Frame, width: int = 52) -> list[Row]:
    """Return the whole frame, caption last; each row at most `width` columns."""
    rows = _side_by_side(frame.parts)
    if frame.below:
        rows += _side_by_side(frame.below)
    if frame.caption:
        rows.append(row(frame.caption))
    return [cropped(line, width) for line in rows]


def _side_by_side(parts: tuple[Part, ...]) -> list[Row]:
    return beside([[*([row((part.title, "strong"))] if part.title else []), *part_rows(part)] for part in parts])


def part_rows(part: Part) -> list[Row]:
    """Return one part without its title."""
    if isinstance(part, Grid):
        return grid_rows(part)
    if isinstance(part, Picture):
        return picture_rows(part.pixels)
    if isinstance(part, Bars):
        return bar_rows(part)
    return line_rows(part)


def grid_rows(grid: Grid) -> list[Row]:
    """Return cells right-aligned in `grid.cell` columns, runs of one role joined."""
    roles = [[Role.PLAIN] * len(line) for line in grid.cells]
    for mark in grid.marks:
        for line in roles[max(mark.row, 0) : mark.row + mark.height]:
            for column in range(max(mark.column, 0), min(mark.column + mark.width, len(line))):
                line[column] = mark.role
    rows = []
    for cells, line in zip(grid.cells, roles, strict=True):
        spans = [(_cell(cell, role, grid.cell), role) for cell, role in zip(cells, line, strict=True)]
        joined = groupby(spans, key=lambda pair: pair[1])
        rows.append(tuple(Span("".join(text for text, _ in run), f"cell-{role.value}") for role, run in joined))
    return rows


def _cell(value: float | int | str | None, role: Role, width: int) -> str:
    text = "" if value is None else value if isinstance(value, str) else cell_text(value, 6)
    if role is Role.FOCUS and 0 < len(text) <= width - 2:
        return f"[{text}]".rjust(width)
    return text[:width].rjust(width)


def picture_rows(pixels: np.ndarray) -> list[Row]:
    """Return an image in [0, 1], `(H, W)` or `(H, W, 3)`: one column a pixel, two rows of pixels a line."""
    image = np.asarray(pixels, dtype=float)
    if image.ndim == 2:
        image = np.repeat(image[:, :, None], 3, axis=2)
    levels = (np.clip(np.nan_to_num(image), 0, 1) * 255).astype(int)
    rows = []
    for top in range(0, levels.shape[0], 2):
        upper = [_colour(pixel) for pixel in levels[top]]
        lower: list[Colour | None] = [None] * len(upper)
        if top + 1 < levels.shape[0]:
            lower = [_colour(pixel) for pixel in levels[top + 1]]
        runs = groupby(zip(upper, lower, strict=True))
        rows.append(tuple(Span("▀" * len(list(run)), "text", above, below) for (above, below), run in runs))
    return rows


def _colour(pixel: np.ndarray) -> Colour:
    return int(pixel[0]), int(pixel[1]), int(pixel[2])


def bar_rows(part: Bars) -> list[Row]:
    """Return one bar a line, in eighths of a column, with a stroke where the goal is."""
    labels = max((len(bar.label) for bar in part.bars), default=0)
    rows = []
    for bar in part.bars:
        filled = bar_text(bar.share, part.width)
        ink = "accent" if bar.role is Role.PLAIN else f"line-{bar.role.value}"
        drawn: tuple[str | tuple[str, str], ...] = ((filled, ink),)
        gap = " " * (part.width - len(filled))
        if part.goal:
            column, whole = int(part.goal * part.width), filled + gap
            drawn, gap = ((whole[:column], ink), GOAL, (whole[column + 1 :], ink)), ""
        rows.append(row(f"{bar.label:<{labels}} ", *drawn, f"{gap} {bar.text}"))
    return rows


def bar_text(share: float, width: int) -> str:
    """Return a bar of `share` of `width` columns; something is drawn for every share above zero."""
    eighths = round(min(max(share, 0.0), 1.0) * width * 8)
    if share > 0:
        eighths = max(eighths, 1)
    return _FULL * (eighths // 8) + (_EIGHTHS[eighths % 8] if eighths % 8 else "")


def line_rows(part: Lines) -> list[Row]:
    """Return text, each line in its role."""
    return [row((line.text, f"line-{line.role.value}")) if line.text else BLANK for line in part.lines]


def figure_width(rows: list[Row]) -> int:
    """Count the columns of the widest row."""
    return max(map(row_width, rows), default=0)
