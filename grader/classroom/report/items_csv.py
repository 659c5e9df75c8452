"""Writes a row per check with what the class's results say about it: facility, discrimination, mistakes."""

from __future__ import annotations

from collections.abc import Iterator

from grader.classroom.report.csv_report import lines
from grader.classroom.report.items import FEWEST, Item, item_statistics
from grader.classroom.report.material import Material
from grader.core.text import points_text

_HEADER = [
    "exercise", "check", "max_points", "tried", "facility", "discrimination", "low_95", "high_95", "weak",
    "explained", "not_explained", "mistakes",
]  # fmt: skip
_NAMED = 5


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.12g}"


def _row(item: Item) -> list[str]:
    low, high = item.interval or (None, None)
    mistakes = "; ".join(f"{name} ({count})" for name, count in item.mistakes[:_NAMED])
    measured = [_number(item.facility), _number(item.discrimination), _number(low), _number(high)]
    counts = [str(item.explained), str(item.unexplained), mistakes]
    weak = "yes" if item.is_weak else ""
    return [item.exercise, item.check, points_text(item.max_points), str(item.tried), *measured, weak, *counts]


def render(material: Material) -> Iterator[str]:
    """Return the file, a line at a time. A class below 30 students has the header and one line that says so."""
    found = item_statistics(material.rows())
    if found is None:
        return lines([_HEADER, [f"fewer than {FEWEST} students handed in: nothing can be said about the checks"]])
    summary = ["all", "alpha", "", str(found.students), "", _number(found.alpha), *[""] * (len(_HEADER) - 6)]
    return lines([_HEADER, *(_row(item) for item in found.items), summary])
