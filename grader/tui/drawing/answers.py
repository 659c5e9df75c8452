"""Draws a check that is not passed: given, wanted and yours with the wrong cells marked, or what stopped the code.

What it looks like stands below it. The same rows stand on the main screen and at the head of an opened check.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from exercises.figures import Frame, Grid, Mark, Part, Role
from grader.core.results import CheckResult, ExerciseResult, Grids, Status
from grader.grading.verdict.faults import fault_of, one_reason
from grader.grading.verdict.values import cell_digits, cell_text
from grader.tui.drawing.figures import frame_rows
from grader.tui.drawing.rows import BLANK, Row, cropped, escaped, row, wrapped

_GAP = 2
_MOST_ROWS, _MOST_COLUMNS = 40, 24
WRONG = "!"
"""Behind each wrong cell, so that it reads without colour too."""


def wrong_checks(result: ExerciseResult) -> tuple[int, ...]:
    """Return the checks that have something to show; only the first where all failed for one reason."""
    if result.status in (Status.TODO, Status.MISSING):
        return ()
    found = tuple(at for at, check in enumerate(result.checks) if check.status not in (Status.PASSED, Status.TODO))
    return found[:1] if one_reason(result) else found


def answer_rows(result: ExerciseResult, check: CheckResult, width: int, height: int) -> list[Row]:
    """Return what came out of a check beside what was wanted, then what it looks like: the most telling first."""
    looks = cause_rows(result, check, width)
    body = body_rows(result, check, width, max(height - len(looks), 4))
    return [*body, *looks]


def body_rows(result: ExerciseResult, check: CheckResult, width: int, height: int) -> list[Row]:
    """Return what stopped the code, or the grids, or the two values, without what it looks like."""
    fault = fault_of(check.traceback, check.said)
    if fault is not None:
        code = [cropped(row((escaped(line), "code" if line.strip("^ ") else "bad")), width) for line in fault.code]
        callers = [row((escaped(caller), "muted")) for caller in fault.callers[-2:]]
        return [*_told(fault.told, width, "bad"), *code, *callers]
    if check.grids is not None:
        parts, note = grid_parts(check.grids, width, height - 1)
        if note:
            parts, note = grid_parts(check.grids, width, height - 2)
        return [*frame_rows(Frame("", parts), width), *([row((note, "muted"))] if note else [])]
    if check.wanted or check.got:
        return [*call_rows(check.call, width, 2), *_pair(check, width)]
    return _told(check.said or check.message or result.message, width, "bad")


def _told(text: str, width: int, role: str) -> list[Row]:
    """Sentences in full, wrapped, never cut."""
    return [piece for line in text.splitlines() for piece in wrapped(row((escaped(line), role)), width)]


def _pair(check: CheckResult, width: int) -> list[Row]:
    said = [line for line in check.said.splitlines() if not line.startswith("yours ")]
    return [
        row(("wanted  ", "muted"), (escaped(check.wanted), "good")),
        row(("yours   ", "muted"), (escaped(check.got), "bad")),
        *(piece for line in said for piece in wrapped(row((escaped(line), "muted")), width)),
    ]


def call_rows(call: str, width: int, most: int) -> list[Row]:
    """Return the call in at most so many rows, with an ellipsis where more was cut."""
    pieces = [piece for line in call.splitlines() for piece in wrapped(row((escaped(line), "code")), width)]
    if len(pieces) <= most:
        return pieces
    return [*pieces[: most - 1], cropped((*pieces[most - 1], *row(("… " * width, "code"))), width)]


def cause_rows(result: ExerciseResult, check: CheckResult, width: int) -> list[Row]:
    """Return what the check looks like, with its hint; where it has no name, what the outcomes say."""
    names = check.mistakes or ((check.mistake,) if check.mistake else ())
    if names:
        said = row(("Looks like: ", "accent"), (" and ".join(names), "strong"))
        return [*wrapped(said, width), *(wrapped(row(check.hint.replace("`", "")), width) if check.hint else [])]
    insights = [check.insight] if check.insight else list(result.diagnosis.insights if result.diagnosis else ())
    # what stopped the whole file has been said already
    shown = [insight for insight in insights if not check.traceback and insight not in result.message]
    return [piece for insight in shown[:1] for piece in wrapped(row((escaped(insight), "accent")), width)]


# --- grids -----------------------------------------------------------------------------------------------------------


def grid_parts(grids: Grids, width: int, height: int) -> tuple[tuple[Part, ...], str]:
    """Return two or three grids that fit `width` by `height` cells, and words where only a part is shown.

    The given one is left out where there is no room.
    """
    wanted, got = _flat(grids.wanted, grids.first), _flat(grids.got, grids.first)
    first, wrong = _position(grids, got)
    digits = _digits(wanted, got, first)
    # a blank between cells; yours has room for the sign of a wrong one, or the brackets of the first
    bracketed = len(_text(got[first], digits)) + 3 if first is not None else 0
    cells = _cell_width(wanted, digits) + 1, max(_cell_width(got, digits) + 2, bracketed)
    needed = [max(side * cell, 10) for side, cell in zip((wanted.shape[1], got.shape[1]), cells, strict=True)]
    given = _given(grids, width - _GAP * 2 - sum(min(one, width // 3) for one in needed), height)
    left = width - sum(part.cell * len(part.cells[0]) + _GAP for part in given)
    whole = sum(needed) + _GAP <= left
    columns = max(wanted.shape[1], got.shape[1]) if whole else max((left - _GAP) // sum(cells), 1)
    window = _Window(_corner(first, got.shape, (height, columns)), (max(height, 1), columns), digits)
    alike = grids.wanted.shape == grids.got.shape
    parts: list[Part] = [
        *given,
        window.grid(_titled("wanted", grids.wanted), wanted, cells[0], right=True),
        window.grid(_titled("yours", grids.got), got, cells[1], first=first, wrong=wrong, right=alike),
    ]
    return tuple(parts), window.note((wanted, got), _lead(grids))


def _given(grids: Grids, room: int, height: int) -> list[Grid]:
    if grids.given is None or not 0 < grids.given.ndim <= 2 or not grids.given.size:
        return []
    given = _flat(grids.given, None)
    digits = cell_digits(given[:_MOST_ROWS, :_MOST_COLUMNS])
    cell = _cell_width(given, digits) + 1
    if given.shape[0] > height or given.shape[1] * cell > room:
        return []
    return [_Window((0, 0), given.shape, digits).grid("given", given, cell)]


def _titled(word: str, array: np.ndarray) -> str:
    return f"{word} {'x'.join(map(str, array.shape))}" if array.ndim else word


def _lead(grids: Grids) -> str:
    """Return which of the matrices of an array with more axes is shown."""
    lead = grids.got.ndim - 2
    if lead <= 0:
        return ""
    at = grids.first[:lead] if grids.first is not None and len(grids.first) == grids.got.ndim else (0,) * lead
    return f"[{', '.join(map(str, at))}] of the first axis" if lead == 1 else f"[{', '.join(map(str, at))}]"


def _flat(array: np.ndarray, first: tuple[int, ...] | None) -> np.ndarray:
    """Return a matrix of the array: of more axes, the one that holds the first difference."""
    array = np.asarray(array)
    if array.ndim > 2:
        lead = array.ndim - 2
        at = first[:lead] if first is not None and len(first) == array.ndim else (0,) * lead
        there = all(i < n for i, n in zip(at, array.shape, strict=False))
        matrix: np.ndarray = array[at if there else (0,) * lead] if 0 not in array.shape[:lead] else np.zeros((0, 0))
        return matrix
    return array.reshape(1, -1) if array.ndim < 2 else array


def _position(grids: Grids, got: np.ndarray) -> tuple[tuple[int, int] | None, np.ndarray | None]:
    """Row and column of the first difference within the matrix shown, and the mask of wrong cells there."""
    if grids.first is None or len(grids.first) != grids.got.ndim:
        return None, None
    row_at, column = ((0, 0, *grids.first))[-2:]
    wrong = None if grids.wrong is None else _flat(grids.wrong, grids.first)
    return (row_at, column), wrong if wrong is not None and wrong.shape == got.shape else None


def _digits(wanted: np.ndarray, got: np.ndarray, first: tuple[int, int] | None) -> int:
    shown = [part[:_MOST_ROWS, :_MOST_COLUMNS].ravel() for part in (wanted, got) if part.dtype.kind in "biuf"]
    apart = [(float(got[first]), float(wanted[first]))] if first is not None and got.shape == wanted.shape else []
    return cell_digits(np.concatenate(shown), *apart) if shown else 4


def _corner(first: tuple[int, int] | None, shape: tuple[int, ...], room: tuple[int, int]) -> tuple[int, int]:
    """Return where to start so that the first difference is seen."""
    if first is None:
        return 0, 0
    starts = (max(0, min(at - seen // 2, side - seen)) for at, seen, side in zip(first, room, shape, strict=True))
    row_at, column = (start if at >= seen else 0 for at, seen, start in zip(first, room, starts, strict=True))
    return row_at, column


def _cell_width(matrix: np.ndarray, digits: int) -> int:
    return max(map(len, _texts(matrix[:_MOST_ROWS, :_MOST_COLUMNS], digits)), default=1)


def _texts(cells: np.ndarray, digits: int) -> Iterable[str]:
    return (_text(value, digits) for value in cells.flat)


def _text(value: object, digits: int) -> str:
    if isinstance(value, bool | np.bool_):
        return str(bool(value))
    if isinstance(value, int | float | np.number) and not np.iscomplexobj(value):
        return cell_text(float(value), digits)
    return escaped(str(value))


class _Window:
    """The part of each grid that is shown: from `corner`, `room` rows and columns."""

    def __init__(self, corner: tuple[int, int], room: tuple[int, ...], digits: int) -> None:
        self._rows = slice(corner[0], corner[0] + room[0])
        self._columns = slice(corner[1], corner[1] + room[1])
        self._digits = digits

    def grid(
        self,
        title: str,
        matrix: np.ndarray,
        cell: int,
        first: tuple[int, int] | None = None,
        wrong: np.ndarray | None = None,
        right: bool = False,
    ) -> Grid:
        """Return one grid: right cells marked as such, wrong ones with a sign behind them, the first in brackets."""
        shown = matrix[self._rows, self._columns]
        if shown.size == 0:
            return Grid(title, (("(empty)",),), cell=8)
        marks = [Mark(0, 0, shown.shape[0], shown.shape[1], Role.DONE)] if right else []
        texts = [[_text(value, self._digits) for value in line] for line in shown]
        if wrong is not None:
            for r, c in np.argwhere(wrong[self._rows, self._columns]).tolist():
                marks.append(Mark(r, c, 1, 1, Role.FOURTH))
                texts[r][c] += WRONG
        if first is not None:
            r, c = first[0] - self._rows.start, first[1] - self._columns.start
            marks.append(Mark(r, c, 1, 1, Role.FOCUS))
            texts[r][c] = texts[r][c].removesuffix(WRONG)
        return Grid(title, tuple(map(tuple, texts)), tuple(marks), cell)

    def note(self, matrices: Sequence[np.ndarray], lead: str) -> str:
        """Return what is said where only a part of the grids is shown."""
        height, width = (max(matrix.shape[axis] for matrix in matrices) for axis in (0, 1))
        parts = [lead] if lead else []
        for word, side, part in (("rows", height, self._rows), ("columns", width, self._columns)):
            if part.start > 0 or part.stop < side:
                parts.append(f"{word} {part.start} to {min(part.stop, side) - 1} of {side}")
        return f"shown: {', '.join(parts)}" if parts else ""


def spaced(blocks: Sequence[Sequence[Row]]) -> list[Row]:
    """Return blocks of rows with a blank row between them."""
    rows: list[Row] = []
    for block in blocks:
        if block:
            rows += [*([BLANK] if rows else []), *block]
    return rows
