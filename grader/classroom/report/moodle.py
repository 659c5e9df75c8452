"""Writes the CSV that Moodle takes: the columns of its offline grading worksheet, which its import maps too."""

from __future__ import annotations

from collections.abc import Iterator

from grader.classroom.gradebook.roll import Row
from grader.classroom.report.csv_report import lines
from grader.classroom.report.lateness import late_line
from grader.classroom.report.material import Material, changed_words, headline
from grader.core.results import Status
from grader.core.text import of_points, points_text

_HEADER = ["Identifier", "Full name", "ID number", "Email address", "Grade", "Maximum grade", "Feedback comments"]


def _feedback(material: Material, row: Row) -> str:
    told = [
        f"{result.exercise} {of_points(result.score, result.max_score)}: {headline(result) or 'all right'}"
        for result in row.result.exercises
        if result.status is not Status.MISSING
    ]
    decided = changed_words(material, row)
    said = [f"{entry.exercise}: {entry.value}" if entry.exercise else entry.value for entry in material.comments(row)]
    first = [late_line(material, row), f"changed by hand: {decided}" if decided else "", *said]
    return "; ".join(filter(None, [*first, *told, *row.enrolled.notes])) or "nothing was handed in"


def _table(material: Material) -> Iterator[list[str]]:
    yield _HEADER
    for row in material.rows():
        known = row.enrolled.identity
        identifier = f"Participant {known['moodle_id']}" if known.get("moodle_id") else ""
        grade, most = points_text(material.final_score(row)), points_text(material.max_score)
        ids = [identifier, row.result.student, known.get("sid", ""), known.get("email", "")]
        yield [*ids, grade, most, _feedback(material, row)]


def render(material: Material) -> Iterator[str]:
    """Yield the file, a line at a time. With a late policy the reduced score counts."""
    return lines(_table(material))
