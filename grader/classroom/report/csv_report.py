"""Writes CSV with a row per student and a column per exercise, and makes cells harmless for spreadsheets.

A spreadsheet runs a cell that starts with = + - @ as a formula: such a text gets an apostrophe in front.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence

from grader.classroom.gradebook.roll import Row
from grader.classroom.report.lateness import COLUMNS, late_cells
from grader.classroom.report.material import Material, changed_words
from grader.core.text import points_text

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?%?")


def harmless(text: str) -> str:
    """Return `text` as a cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def lines(rows: Iterable[Sequence[str]], *, with_numbers: bool = False) -> Iterator[str]:
    """Yield rows of text cells as CSV, each made harmless. `with_numbers`: a cell such as -3 is a number and stays."""
    for row in rows:
        buffer = io.StringIO()
        cells = [cell if with_numbers and _NUMBER.fullmatch(cell) else harmless(cell) for cell in row]
        csv.writer(buffer, lineterminator="\n").writerow(cells)
        yield buffer.getvalue()


def _header(material: Material) -> list[str]:
    late = COLUMNS if material.plan.policy else ()
    decided = ["counts", "because"] if material.decided.points else []
    exercises = (exercise.name for exercise in material.plan.exercises)
    record = ["graded_by"] if material.plan.graded_by else []
    return ["student", "score", "max_score", *late, *decided, *exercises, "notes", *record]


def _row(material: Material, row: Row) -> list[str]:
    student, reduced = row.result, late_cells(material, row)
    if material.decided.points:
        reduced += [points_text(material.final_score(row)), changed_words(material, row)]
    scores = [points_text(result.score) for result in student.exercises]
    head = [student.student, points_text(student.score), points_text(student.max_score)]
    record = [material.plan.graded_by_line] if material.plan.graded_by else []
    return [*head, *reduced, *scores, "; ".join(row.enrolled.notes), *record]


def _table(material: Material) -> Iterator[list[str]]:
    yield _header(material)
    for row in material.rows():
        yield _row(material, row)


def render(material: Material) -> Iterator[str]:
    """Yield the report, a line at a time."""
    return lines(_table(material))
