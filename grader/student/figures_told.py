"""Tells an exercise's moving figure in sentences: what is there at first, then what changes at each step. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

import numpy as np

from exercises.figures import Bars, Frame, Grid, Lines, Mark, Part, Picture, Role
from grader.grading.verdict.values import cell_text
from grader.student.told import spoken

_ROLES = {
    Role.WINDOW: "in the window",
    Role.FOCUS: "worked on",
    Role.NEXT: "next",
    Role.DONE: "done",
    Role.FIRST: "in the first group",
    Role.SECOND: "in the second group",
    Role.THIRD: "in the third group",
    Role.FOURTH: "in the fourth group",
}
_TOLD_AT_EACH_STEP = (Role.WINDOW, Role.FOCUS, Role.NEXT)
_MOST_CHANGES, _ALIKE = 6, 4

Cell = tuple[int, int, float | int | str | None]
"""Row and column, from 1, and what stands there."""


def figure_lines(frames: Sequence[Frame]) -> Iterator[str]:
    """Yield the whole figure: the first frame in full, then each step's caption and what it changed."""
    before: Frame | None = None
    for number, frame in enumerate(frames, 1):
        yield f"Step {number} of {len(frames)}: {spoken(frame.caption)}."
        parts = (*frame.parts, *frame.below)
        old = (*before.parts, *before.below) if before is not None else (None,) * len(parts)
        several = sum(isinstance(part, Grid) and not part.title for part in parts) > 1
        for place, (part, earlier) in enumerate(zip(parts, old, strict=False), 1):
            yield from _told(part, earlier, f"part {place}" if several else "")
        before = frame


def _told(part: Part, before: Part | None, name: str) -> Iterator[str]:
    if isinstance(part, Grid):
        named = part if part.title else replace(part, title=name)
        yield from _grid(named, before if isinstance(before, Grid) else None)
    elif isinstance(part, Lines):
        known = {line.text for line in before.lines} if isinstance(before, Lines) else set()
        lines = [spoken(line.text) for line in part.lines if line.text.strip() and line.text not in known]
        if lines:
            yield f"{_titled(part.title)}{'; '.join(lines)}."
    elif isinstance(part, Bars):
        yield from _bars(part, before if isinstance(before, Bars) else None)
    elif isinstance(part, Picture):
        yield from _picture(part, before if isinstance(before, Picture) else None)


def _titled(title: str) -> str:
    return f"{spoken(title)}: " if title else ""


# --- grids -----------------------------------------------------------------------------------------------------------


def _grid(grid: Grid, before: Grid | None) -> Iterator[str]:
    same = before is not None and [len(line) for line in before.cells] == [len(line) for line in grid.cells]
    if before is None or not same:
        yield f"{_titled(grid.title) or 'Grid: '}{len(grid.cells)} rows."
        for number, line in enumerate(grid.cells, 1):
            if any(cell is not None for cell in line):
                yield f"Row {number}: {_row(line)}"
    else:
        changed = [
            (row, column, cell)
            for row, (line, old) in enumerate(zip(grid.cells, before.cells, strict=True), 1)
            for column, (cell, earlier) in enumerate(zip(line, old, strict=True), 1)
            if cell != earlier
        ]
        told = [_changed(run) for run in _runs(changed)]
        left = len(told) - _MOST_CHANGES
        if left > 0:
            told[_MOST_CHANGES:] = [f"and {left} more changes"]
        if told:
            yield f"{_titled(grid.title)}{'; '.join(told)}."
    yield from _marks(grid, before if same else None)


def _runs(cells: Sequence[Cell]) -> Iterator[list[Cell]]:
    """Yield cells that stand beside each other in a row together."""
    run: list[Cell] = []
    for cell in cells:
        if run and cell[:2] != (run[-1][0], run[-1][1] + 1):
            yield run
            run = []
        run.append(cell)
    if run:
        yield run


def _changed(run: Sequence[Cell]) -> str:
    row, column, _ = run[0]
    verb = "is" if len(run) == 1 else "are"
    return f"row {row}, {_span('column', column, run[-1][1])} {verb} {_values([cell for _, _, cell in run])}"


def _joined(marks: Sequence[Mark]) -> Iterator[Mark]:
    """Yield marks, those of one role that stand side by side as one."""
    last: Mark | None = None
    for mark in marks:
        if mark.width < 1 or mark.height < 1:
            continue
        if last is not None and mark == replace(last, column=last.column + last.width, width=mark.width):
            last = replace(last, width=last.width + mark.width)
            continue
        if last is not None:
            yield last
        last = mark
    if last is not None:
        yield last


def _marks(grid: Grid, before: Grid | None) -> Iterator[str]:
    known = set(before.marks) if before is not None else set()
    for mark in _joined([mark for mark in grid.marks if mark not in known]):
        if mark.role not in _ROLES or (before is not None and mark.role not in _TOLD_AT_EACH_STEP):
            continue
        rows = _span("row", mark.row + 1, mark.row + mark.height)
        columns = _span("column", mark.column + 1, mark.column + mark.width)
        yield f"{_titled(grid.title)}{rows}, {columns}: {_ROLES[mark.role]}."


def _span(word: str, first: int, last: int) -> str:
    return f"{word} {first}" if first == last else f"{word}s {first} to {last}"


def _row(line: Sequence[float | int | str | None]) -> str:
    """Return a row of cells; a word that is spread over several cells is one word again."""
    there = [cell for cell in line if cell is not None]
    if there and all(isinstance(cell, str) and cell.strip().isalpha() for cell in there):
        return " ".join("".join(" " if cell is None else str(cell) for cell in line).split())
    return _values(line)


def _values(cells: Sequence[float | int | str | None]) -> str:
    """Cells one after the other; many that are alike are told by their number."""
    runs = [(value, len(list(run))) for value, run in groupby(map(_cell, cells))]
    return " ".join(
        f"{value} ({count} times)" if count >= _ALIKE else " ".join([value] * count) for value, count in runs
    )


def _cell(value: float | int | str | None) -> str:
    if value is None:
        return "blank"
    if isinstance(value, str):
        return "empty" if value.strip() in ("", "·") else spoken(value.strip())
    return cell_text(float(value))


# --- bars and pictures -----------------------------------------------------------------------------------------------


def _bars(part: Bars, before: Bars | None) -> Iterator[str]:
    known = {(bar.label, bar.share, bar.text) for bar in before.bars} if before is not None else set()
    told = [
        f"{spoken(bar.label)} {spoken(bar.text) if bar.text.strip() else f'{bar.share:.0%}'}".strip()
        for bar in part.bars
        if (bar.label, bar.share, bar.text) not in known and (bar.share or bar.text.strip())
    ]
    if told:
        yield f"{_titled(part.title)}{'; '.join(told)}."


def _picture(part: Picture, before: Picture | None) -> Iterator[str]:
    pixels = np.asarray(part.pixels, dtype=float)
    if before is not None and np.shape(before.pixels) == pixels.shape:
        changed = int((np.asarray(before.pixels, dtype=float) != pixels).reshape(*pixels.shape[:2], -1).any(-1).sum())
        if changed and part.title != before.title:
            yield f"{spoken(part.title)}: {changed} pixels change."
        return
    height, width = pixels.shape[:2]
    bright = pixels.mean(axis=2) if pixels.ndim == 3 else pixels
    share = float((bright > 0.5).mean())
    yield f"{_titled(part.title)}a picture of {height} by {width} pixels, {share:.0%} of it bright."
