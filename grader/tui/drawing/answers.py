"""A check's answer as frames of a figure: given, wanted, yours, with the differing cells marked."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

import numpy as np

from exercises.definition import Frame, Grid, Line, Lines, Mark, Part, Role
from grader.core.results import CheckResult, ExerciseResult, Grids, Status
from grader.tui.drawing.rows import escaped

_GAP = 2
_SAID = (Status.FAILED, Status.ERROR)


def answer_frames(result: ExerciseResult, width: int, height: int) -> tuple[Frame, ...]:
    """One frame for each check that came out wrong and has something to show."""
    shown = (check for check in result.checks if check.status in _SAID and _shows(check))
    return tuple(answer_frame(check, width, height) for check in shown)


def _shows(check: CheckResult) -> bool:
    return check.grids is not None or bool(check.got)


def answer_frame(check: CheckResult, width: int, height: int) -> Frame:
    """The check's grids side by side, cropped around the first difference; in words where it has no grids."""
    caption = f"{_name(check)}: wanted and yours"
    if check.grids is None:
        return Frame(caption[:width], (_in_words(check, width),))
    parts = grid_parts(check.grids, width, height - 2)
    if len(parts) == 3:
        caption = f"{_name(check)}: given, wanted, yours"
    return Frame(caption[:width], parts)


def _name(check: CheckResult) -> str:
    return escaped(check.name)


def _in_words(check: CheckResult, width: int) -> Part:
    lines = [
        *_wrapped_call(check.call, width),
        Line(f"wanted  {escaped(check.wanted)}", Role.DONE),
        Line(f"yours   {escaped(check.got)}", Role.FOURTH),
    ]
    if check.cause:
        lines += [Line(""), *(Line(line, Role.FOCUS) for line in textwrap.wrap(check.cause, width)[:3])]
    return Lines("", tuple(lines))


def _wrapped_call(call: str, width: int) -> Iterable[Line]:
    shown = [escaped(line) for line in call.split("\n")[-4:]] if call else []
    return [Line(line if len(line) <= width else line[: width - 1] + "…") for line in shown]


def grid_parts(grids: Grids, width: int, height: int) -> tuple[Part, ...]:
    """Two or three grids that fit `width` by `height` cells; the given one is left out where there is no room."""
    wanted, got = _flat(grids.wanted, grids.first), _flat(grids.got, grids.first)
    cell = max(_cell_width(wanted), _cell_width(got))
    first, wrong = _position(grids, got)
    answers = wanted.shape[1], got.shape[1]
    parts: list[Part] = []
    if grids.given is not None and 0 < grids.given.ndim <= 2:
        given = _flat(grids.given, None)
        side = min(_cell_width(given) - 1, 5)
        room = width - _GAP * 2 - sum(min(columns, 12) * cell for columns in answers)
        if given.shape[1] * side <= room:
            parts.append(_grid("given", given, (0, 0), (height, given.shape[1]), side))
    left = width - sum(part.cell * len(part.cells[0]) + _GAP for part in parts if isinstance(part, Grid))
    whole = sum(answers) * cell + _GAP <= left
    columns = max(answers) if whole else max((left - _GAP) // 2 // cell, 1)
    corner = _corner(first, got.shape, (height, columns))
    alike = grids.wanted.shape == grids.got.shape
    seen = (height, columns)
    parts.append(_grid(_titled("wanted", grids.wanted), wanted, corner, seen, cell, first=None, right=True))
    parts.append(_grid(_titled("yours", grids.got), got, corner, seen, cell, first=first, wrong=wrong, right=alike))
    return tuple(parts)


def _titled(word: str, array: np.ndarray) -> str:
    return f"{word} {'x'.join(map(str, array.shape))}" if array.ndim else word


def _flat(array: np.ndarray, first: tuple[int, ...] | None) -> np.ndarray:
    """A matrix of the array: of more axes, the one that holds the first difference."""
    array = np.asarray(array)
    if array.ndim > 2:
        lead = array.ndim - 2
        at = first[:lead] if first is not None and len(first) == array.ndim else (0,) * lead
        there = all(i < n for i, n in zip(at, array.shape, strict=False))
        matrix: np.ndarray = array[at if there else (0,) * lead]
        return matrix
    return array.reshape(1, -1) if array.ndim < 2 else array


def _position(grids: Grids, got: np.ndarray) -> tuple[tuple[int, int] | None, np.ndarray | None]:
    """Row and column of the first difference within the matrix shown, and the mask of wrong cells there."""
    if grids.first is None or len(grids.first) != grids.got.ndim:
        return None, None
    row, column = ((0, 0, *grids.first))[-2:]
    wrong = None if grids.wrong is None else _flat(grids.wrong, grids.first)
    return (row, column), wrong if wrong is not None and wrong.shape == got.shape else None


def _corner(first: tuple[int, int] | None, shape: tuple[int, ...], room: tuple[int, int]) -> tuple[int, int]:
    """Where to start so that the first difference is seen."""
    if first is None:
        return 0, 0
    starts = (max(0, min(at - seen // 2, side - seen)) for at, seen, side in zip(first, room, shape, strict=True))
    row, column = (start if at >= seen else 0 for at, seen, start in zip(first, room, starts, strict=True))
    return row, column


def _grid(
    title: str,
    matrix: np.ndarray,
    corner: tuple[int, int],
    room: tuple[int, int],
    cell: int,
    first: tuple[int, int] | None = None,
    wrong: np.ndarray | None = None,
    right: bool = False,
) -> Grid:
    top, left = corner
    shown = matrix[top : top + room[0], left : left + room[1]]
    if shown.size == 0:
        return Grid(title, (("(empty)",),), cell=8)
    marks = [Mark(0, 0, shown.shape[0], shown.shape[1], Role.DONE)] if right else []
    if wrong is not None:
        seen = wrong[top : top + room[0], left : left + room[1]]
        marks += [Mark(int(r), int(c), 1, 1, Role.FOURTH) for r, c in zip(*np.nonzero(seen), strict=True)]
    if first is not None:
        marks.append(Mark(first[0] - top, first[1] - left, 1, 1, Role.FOCUS))
    return Grid(title, tuple(tuple(_text(value) for value in line) for line in shown), tuple(marks), cell)


def _text(value: object) -> str:
    if isinstance(value, bool | np.bool_):
        return str(bool(value))
    if isinstance(value, int | float | np.number) and not np.iscomplexobj(value):
        return f"{float(value):.4g}"
    return escaped(str(value))


def _cell_width(matrix: np.ndarray) -> int:
    longest = max((len(_text(value)) for value in matrix[:24, :24].flat), default=1)
    return min(longest + 2, 9)
