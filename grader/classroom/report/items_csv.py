"""Writes a row per check with what the class's results say about it, then how reliable the whole is, and earliness."""

from __future__ import annotations

from collections.abc import Iterator

from grader.classroom.report.class_numbers import class_numbers
from grader.classroom.report.csv_report import lines
from grader.classroom.report.examples import Examples
from grader.classroom.report.items import FEWEST, Item
from grader.classroom.report.material import Material
from grader.classroom.report.punctuality import Punctuality
from grader.core.text import points_text

_HEADER = [
    "exercise", "check", "max_points", "tried", "facility", "discrimination", "low_95", "high_95", "weak",
    "explained", "not_explained", "mistakes", "example",
]  # fmt: skip
_NAMED = 5


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.12g}"


def _row(item: Item, shown: Examples) -> list[str]:
    low, high = item.interval or (None, None)
    mistakes = "; ".join(f"{name} ({count})" for name, count in item.mistakes[:_NAMED])
    measured = [_number(item.facility), _number(item.discrimination), _number(low), _number(high)]
    counts = [str(item.explained), str(item.unexplained), mistakes, _examples(item, shown)]
    weak = "yes" if item.is_weak else ""
    return [item.exercise, item.check, points_text(item.max_points), str(item.tried), *measured, weak, *counts]


def _examples(item: Item, shown: Examples) -> str:
    """Return how one student wrote each of the most frequent mistakes; of a single one without its name."""
    told = [(name, shown[item.exercise, name]) for name, _ in item.mistakes[:_NAMED] if (item.exercise, name) in shown]
    if len(told) == 1 and len(item.mistakes) == 1:
        return told[0][1]
    return "\n\n".join(f"{name}:\n{lines}" for name, lines in told)


def _summary(what: str, students: int, *cells: str) -> list[str]:
    row = ["all", what, "", str(students), *cells]
    return row + [""] * (len(_HEADER) - len(row))


def _timing(found: Punctuality | None, most: float) -> Iterator[list[str]]:
    """Yield the correlation of earliness and points,
    then each bin with the median share of the points as its facility.
    """
    if found is None:
        return
    low, high = found.interval or (None, None)
    yield _summary("hours before the deadline", found.students, "", _number(found.rho), _number(low), _number(high))
    for one in found.bins:
        yield _summary(f"handed in {one.label}", one.students, _number(one.median / most if most else 0.0))


def render(material: Material) -> Iterator[str]:
    """Return the file, a line at a time. A class below 30 students has the header and one line that says so."""
    numbers = class_numbers(material)
    found = numbers.items
    if found is None:
        return lines([_HEADER, [f"fewer than {FEWEST} students handed in: nothing can be said about the checks"]])
    summary = _summary("alpha", found.students, "", _number(found.alpha))
    timing = _timing(numbers.earliness, material.max_score)
    return lines([_HEADER, *(_row(item, numbers.examples) for item in found.items), summary, *timing])
