"""Tells results in sentences, for those who listen: no glyph without a word, one thing a line. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy as np

from grader.core.lessons import Lesson
from grader.core.results import CheckResult, ExerciseResult, Grids, Status
from grader.core.status_words import word
from grader.core.text import escaped, points_text
from grader.grading.verdict.faults import fault_of, one_reason
from grader.grading.verdict.values import cell_digits, cell_text, measure_text

_MOST_CELLS = 5
_MOST_SIDE = 12
_SAID = {
    "✓": "right",
    "✗": "wrong",
    "▸": "",
    "→": " to ",
    "─": "",
    "…": "and more",
    "Θ": "Theta",
    "∞": "infinity",
    "■": "filled",
    "×": "times",
    "Σ": "sum",
}
_TIMES = re.compile(r"(?<=[\w)\]']) ?[·×] ?(?=[\w(\[])")


def spoken(text: str) -> str:
    """Return a line with its signs as words."""
    text = _TIMES.sub(" times ", text.replace("`", ""))
    for sign, said in _SAID.items():
        text = text.replace(sign, said)
    return re.sub(r" {2,}(?=\S)", " ", text.replace("·", " empty ")).rstrip() if "·" in text else text.rstrip()


def number(value: float, noun: str) -> str:
    """Return `1 point`, `2.5 points`."""
    return f"{points_text(value)} {noun}" if value == 1 else f"{points_text(value)} {noun}s"


# --- a run -----------------------------------------------------------------------------------------------------------


def headline(lesson: Lesson, result: ExerciseResult, run: str) -> str:
    """Return the verdict in one line: what passes, what it earns, which run it was."""
    return (
        f"{lesson.name}: {_verdict(result)}, {points_text(result.score)} of {number(result.max_score, 'point')}. {run}"
    )


def _verdict(result: ExerciseResult) -> str:
    if result.status is Status.PASSED:
        return "solved, every check passes"
    if result.status in (Status.TODO, Status.MISSING, Status.FORBIDDEN) or not result.checks:
        return word(result.status)
    passed = sum(check.status is Status.PASSED for check in result.checks)
    return f"{passed} of {len(result.checks)} checks pass"


def result_lines(result: ExerciseResult) -> Iterator[str]:
    """Yield what a run gave after its headline: what differs first, then what it looks like, then every check."""
    wrong = [at for at, check in enumerate(result.checks) if check.status not in (Status.PASSED, Status.TODO)]
    if result.status in (Status.TODO, Status.MISSING):
        yield escaped(result.message) or word(result.status)
        return
    for insight in result.diagnosis.insights if result.diagnosis else ():
        yield spoken(insight)
    if one_reason(result):
        yield f"All {len(result.checks)} checks fail for one reason."
        yield from what_is_wrong(result.checks[0])
        return
    if wrong:
        yield f"Check {wrong[0] + 1}, {result.checks[wrong[0]].name}:"
        yield from what_is_wrong(result.checks[wrong[0]])
    for at, check in enumerate(result.checks):
        yield check_line(at, check)
    if wrong:
        yield f"Type check and its number for the whole of a check, such as check {wrong[0] + 1}."
    yield from measure_lines(result)


def check_line(at: int, check: CheckResult) -> str:
    """Return a check in one line."""
    points = f"{points_text(check.points)} of {number(check.max_points, 'point')}"
    partly = "partly right" if check.status is Status.FAILED and check.points > 0 else word(check.status)
    looks = f", looks like {check.mistake}" if check.mistake else ""
    return f"Check {at + 1}, {check.name}: {partly}, {points}{looks}."


def what_is_wrong(check: CheckResult) -> Iterator[str]:
    """Yield what differs, what it looks like, the grids one below the other."""
    fault = fault_of(check.traceback, check.said)
    if fault is not None:
        yield from map(spoken, escaped(fault.told).splitlines())
        yield from _code_lines(fault.code)
    elif check.grids is not None and check.grids.wrong is not None:
        yield from cell_lines(check.grids)
    else:
        yield from (spoken(line) for line in (check.said or check.message).splitlines())
    names = check.mistakes or ((check.mistake,) if check.mistake else ())
    if names:
        yield f"Looks like: {' and '.join(names)}. {spoken(check.hint)}"
    elif check.insight:
        yield spoken(check.insight)
    if check.grids is not None:
        yield from grid_lines(check.grids)


def _code_lines(code: Sequence[str]) -> Iterator[str]:
    for line in code:
        if line.strip("^ "):
            yield f"The line is: {escaped(line)}"
        elif line.strip():
            start, end = line.index("^"), line.rindex("^") + 1
            part = code[0][start:end]
            yield f"It is about: {escaped(part)}" if part.strip() else "Something is missing at the end of it."


def check_lines(at: int, check: CheckResult) -> Iterator[str]:
    """Yield everything that is known of a check."""
    yield check_line(at, check)
    if check.why:
        yield spoken(check.why)
    if check.status is not Status.PASSED:
        yield from what_is_wrong(check)
    if check.call:
        yield "The call, to paste into Python:"
        yield escaped(check.call)
    if check.line:
        yield f"Look at line {check.line} of your file."


# --- grids -----------------------------------------------------------------------------------------------------------


def cell_lines(grids: Grids) -> Iterator[str]:
    """Yield the wrong cells, each with what was wanted."""
    assert grids.wrong is not None
    places = [tuple(map(int, place)) for place in np.argwhere(grids.wrong)]
    pairs = [(float(grids.got[place]), float(grids.wanted[place])) for place in places[:_MOST_CELLS]]
    digits = cell_digits(np.array(pairs), *pairs)
    for place, (got, wanted) in zip(places, pairs, strict=False):
        yield f"{_place(place)}: wanted {cell_text(wanted, digits)}, yours {cell_text(got, digits)}."
    if len(places) > _MOST_CELLS:
        yield f"And {len(places) - _MOST_CELLS} more cells differ, of {grids.wrong.size}."


def _place(index: tuple[int, ...]) -> str:
    words = {1: ("Place",), 2: ("Row", "column"), 3: ("Map", "row", "column")}.get(len(index))
    if words is None:
        return f"Index {list(index)}"
    named = ", ".join(f"{name} {at + 1}" for name, at in zip(words, index, strict=True))
    return f"{named} (index {list(index)})"


def grid_lines(grids: Grids) -> Iterator[str]:
    """Yield the arrays one below the other, a row a line; of large ones the corner."""
    parts = [("Given", grids.given), ("Wanted", grids.wanted), ("Yours", grids.got)]
    shown = [np.asarray(array) for _, array in parts[1:] if array is not None and np.ndim(array) > 0]
    digits = cell_digits(np.concatenate([_corner(array, grids.first).ravel() for array in shown])) if shown else 4
    for name, array in parts:
        if array is None or not 0 < np.ndim(array) <= 4 or not np.size(array):
            continue
        shape = " by ".join(map(str, np.shape(array)))
        corner = _corner(np.asarray(array), grids.first)
        cut = f", its first {len(corner)} rows and {corner.shape[1]} columns" if corner.size < np.size(array) else ""
        yield f"{name}, {shape}{cut}:"
        for line in corner:
            yield " ".join(cell_text(float(value), digits) for value in line)


def _corner(array: np.ndarray, first: tuple[int, ...] | None) -> np.ndarray:
    """Return at most twelve by twelve numbers: of more axes, of the matrix that holds the first difference."""
    array = np.asarray(array, dtype=float)
    while array.ndim > 2:
        at = first[0] if first and first[0] < len(array) else 0
        array, first = array[at], first[1:] if first else None
    matrix = array.reshape(1, -1) if array.ndim < 2 else array
    return matrix[:_MOST_SIDE, :_MOST_SIDE]


# --- what a training left --------------------------------------------------------------------------------------------


def measure_lines(result: ExerciseResult) -> Iterator[str]:
    """Yield the measures, each in its own line."""
    for name, value in result.measures.items():
        yield measure_text(name, value)


def training_lines(result: ExerciseResult) -> Iterator[str]:
    """Yield what a training left: measures, how the loss fell, what each class was taken for."""
    yield from measure_lines(result)
    losses = result.pictures.get("losses")
    if losses is not None and np.size(losses) > 1:
        quarters = np.array_split(np.ravel(losses), 4)
        told = ", ".join(f"{float(part.mean()):.2f}" for part in quarters if part.size)
        yield f"The loss, quarter by quarter of the training: {told}."
    matrix = result.pictures.get("confusion")
    if matrix is not None and np.ndim(matrix) == 2:
        yield from _confusion_lines(np.asarray(matrix, dtype=float), result.pictures.get("classes"))


def _confusion_lines(matrix: np.ndarray, classes: np.ndarray | None) -> Iterator[str]:
    names = range(len(matrix)) if classes is None or len(classes) != len(matrix) else [int(one) for one in classes]
    for at, (name, line) in enumerate(zip(names, matrix, strict=True)):
        others = line.copy()
        others[at] = 0
        most = int(others.argmax())
        slip = f", most often taken for {list(names)[most]} ({others[most]:.0f} times)" if others[most] else ""
        yield f"Class {name}: {line[at]:.0f} of {line.sum():.0f} right{slip}."
