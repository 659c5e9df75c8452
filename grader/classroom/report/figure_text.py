"""Draws a frame of an exercise's figure as plain text: for a page without scripts, a mail, a slide."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from exercises.figures import Bars, Frame, Grid, Lines, Part

_GAP = "   "


def frame_lines(frame: Frame) -> tuple[str, ...]:
    """Return the frame's parts side by side, those below under them, and the caption. Pictures are left out."""
    rows = [*_beside(frame.parts), *_beside(frame.below), frame.caption]
    return tuple(row.rstrip() for row in rows)


def _beside(parts: Sequence[Part]) -> list[str]:
    blocks = [block for part in parts if (block := _part(part))]
    widths = [max(map(len, block)) for block in blocks]
    return [
        _GAP.join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        for row in zip_longest(*blocks, fillvalue="")
    ]


def _part(part: Part) -> list[str]:
    title = [part.title] if part.title else []
    if isinstance(part, Grid):
        return [*title, *("".join(_cell(cell).rjust(part.cell) for cell in row) for row in part.cells)]
    if isinstance(part, Lines):
        return [*title, *(line.text for line in part.lines)]
    if isinstance(part, Bars):
        label = max((len(bar.label) for bar in part.bars), default=0)
        return [
            *title,
            *(f"{bar.label:<{label}} {'█' * round(bar.share * part.width)} {bar.text}" for bar in part.bars),
        ]
    return []


def _cell(cell: float | int | str | None) -> str:
    return "" if cell is None else cell if isinstance(cell, str) else f"{cell:g}"
