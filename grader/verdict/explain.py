"""A difference -> the lines that a student reads: verdict, call, what differs where, the misconception, the traceback.

Pure. Owns the words of a check's message; which mistake it was comes from `mistakes`, the difference from `compare`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from exercises.definition import Case, Mistake
from grader.results import Grids, Outcome, OutcomeKind
from grader.verdict.compare import Difference

LARGEST_GRID = 12
LONGEST_CALL = 4000


@dataclass(frozen=True)
class Place:
    """Where a check stands: its number among `of`, the seed, the file and the line to look at."""

    exercise: str
    number: int
    of: int
    seed: int
    file_name: str
    line: int | None = None


# --- the call --------------------------------------------------------------------------------------------------------


def _array_text(array: np.ndarray) -> str:
    values = np.array2string(array, separator=", ", threshold=array.size + 1, max_line_width=10**9, floatmode="unique")
    text = f"np.array({' '.join(values.split())}"
    if array.size == 0:
        return f"np.empty({tuple(array.shape)})"
    return f"{text})" if array.dtype.kind in "fiu" and array.dtype.itemsize == 8 else f"{text}, np.{array.dtype})"


def value_text(value: Any) -> str:
    """An argument as Python that can be pasted (with `import numpy as np`)."""
    if isinstance(value, np.ndarray):
        return _array_text(value)
    if isinstance(value, tuple):
        inner = ", ".join(value_text(item) for item in value)
        return f"({inner},)" if len(value) == 1 else f"({inner})"
    if isinstance(value, list):
        return f"[{', '.join(value_text(item) for item in value)}]"
    return repr(value)


def _brief(value: Any) -> str:
    if isinstance(value, np.ndarray):
        return "x".join(map(str, value.shape)) if value.ndim else str(value)
    text = value_text(value)
    return text if len(text) <= 60 else f"{text[:59]}…"


def call_line(case: Case) -> str:
    """The call as one line to paste into Python; where the arguments are too many to print, their shapes."""
    if case.shown:
        return case.shown
    parts = [value_text(value) for value in case.args]
    parts += [f"{name}={value_text(value)}" for name, value in case.kwargs.items()]
    text = f"{case.student_function}({', '.join(parts)})"
    return text if len(text) <= LONGEST_CALL else brief_call(case)


def brief_call(case: Case) -> str:
    """The call for a headline: arrays by their shapes only."""
    if case.shown:
        return case.shown
    parts = [_brief(value) for value in case.args] + [f"{key}={_brief(value)}" for key, value in case.kwargs.items()]
    return f"{case.student_function}({', '.join(parts)})"


# --- grids -----------------------------------------------------------------------------------------------------------


def _plane(array: np.ndarray, first: tuple[int, ...] | None) -> tuple[np.ndarray, str]:
    """The two-dimensional slice with the first difference, and the index that leads there."""
    if array.ndim <= 1:
        return array.reshape(1, -1), ""
    lead = first[: array.ndim - 2] if first else (0,) * (array.ndim - 2)
    where = ", ".join(map(str, lead))
    return array[lead], f"[{where}]" if lead else ""


def _window(size: int, around: int) -> slice:
    start = max(0, min(around - LARGEST_GRID // 2, size - LARGEST_GRID))
    return slice(start, min(size, start + LARGEST_GRID))


def _cells(plane: np.ndarray, rows: slice, columns: slice, mark: tuple[int, int] | None) -> list[str]:
    texts = [[f"{value:.4g}" for value in row[columns]] for row in plane[rows]]
    width = max((len(text) for row in texts for text in row), default=1)
    lines = []
    for r, row in enumerate(texts):
        cells = []
        for c, text in enumerate(row):
            marked = mark == (r + rows.start, c + columns.start)
            cells.append(("▸" if marked else " ") + text.rjust(width))
        lines.append(" ".join(cells))
    return lines


def grid_lines(grids: Grids) -> list[str]:
    """Yours and wanted side by side, cropped above 12x12 around the first difference, which is marked."""
    if grids.got.size == 0 or grids.wanted.size == 0 or grids.got.ndim == 0 or grids.wanted.ndim == 0:
        return []
    first = grids.first
    padded = (0, 0, *(first or ()))
    cell = None if first is None else (padded[-2], padded[-1])
    got, label = _plane(grids.got, first)
    wanted, _ = _plane(grids.wanted, first)
    blocks = []
    for plane in (got, wanted):
        around = cell or (0, 0)
        blocks.append(_cells(plane, _window(plane.shape[0], around[0]), _window(plane.shape[1], around[1]), cell))
    width = max(max(map(len, blocks[0])), len(f"yours{label}"))
    cut = " (cut)" if max(*got.shape, *wanted.shape) > LARGEST_GRID else ""
    height = max(map(len, blocks))
    rows = [block + [""] * (height - len(block)) for block in blocks]
    head = f"    {f'yours{label}'.ljust(width)}    wanted{label}{cut}"
    return [head, *(f"    {left.ljust(width)}    {right}".rstrip() for left, right in zip(*rows, strict=True))]


# --- messages --------------------------------------------------------------------------------------------------------


def _head(case: Case, place: Place) -> list[str]:
    return [f"✗ {brief_call(case)}", f"  check {place.number} of {place.of}, seed {place.seed}"]


def _looks_like(mistake: Mistake | None) -> list[str]:
    return [f"  looks like: {mistake.name}", f"  {mistake.hint}"] if mistake else []


def _foot(case: Case, place: Place) -> list[str]:
    call = call_line(case)
    line = f":{place.line}" if place.line else ""
    tail = [f"  try: {call}"] if call != brief_call(case) else []
    return [*tail, f"  edit {place.file_name}{line}"]


def of_difference(case: Case, difference: Difference, mistake: Mistake | None, place: Place) -> str:
    """The message for a wrong answer."""
    lines = [*_head(case, place), f"  {difference.title}", *(f"  {detail}" for detail in difference.details)]
    if difference.grids is not None:
        lines += grid_lines(difference.grids)
    elif (difference.wanted, difference.got) != ("", ""):
        lines.append(f"  yours {difference.got}, wanted {difference.wanted}")
    return "\n".join([*lines, *_looks_like(mistake), *_foot(case, place)])


def of_wrong_exception(case: Case, wanted: Outcome, got: Outcome, mistake: Mistake | None, place: Place) -> str:
    """The message where an exception was wanted and none, or another, came."""
    if got.kind is OutcomeKind.RETURNED:
        from grader.verdict.compare import short

        line = f"  it returned {short(got.value, 40)}, but should raise {wanted.error}"
    else:
        line = f"  it raised {got.error}, but should raise {wanted.error}"
    return "\n".join([*_head(case, place), line, *_looks_like(mistake), *_foot(case, place)])


def of_exception(case: Case, got: Outcome, mistake: Mistake | None, place: Place) -> str:
    """The message where the student's code raised: their own frames, last line kept."""
    indented = "\n".join(f"    {line}" for line in got.traceback.splitlines())
    advice = ["  it ran out of memory: is an array far larger than its inputs?"] if got.status == "memory" else []
    raised = [f"  it raised {got.error}", indented, *advice, *_looks_like(mistake)]
    return "\n".join([*_head(case, place), *raised, *_foot(case, place)])


def of_absence(case: Case, nearest: str, place: Place) -> str:
    """The message where the function is not in the file."""
    return f"✗ {place.file_name} defines no {case.student_function}{nearest}\n  the statement gives its signature"


def of_death(case: Case, detail: str, place: Place) -> str:
    """The message where the run ended before this case answered."""
    return "\n".join([*_head(case, place), f"  your code {detail}", f"  edit {place.file_name}"])


def of_finding(case: Case, message: str, mistake: Mistake | None, place: Place) -> str:
    """The message of a judge, with the misconception that it named."""
    return "\n".join([*_head(case, place), *(f"  {line}" for line in message.splitlines()), *_looks_like(mistake)])
