"""CSV that Canvas's gradebook import takes: Student, ID, SIS User ID, SIS Login ID, Section, and the assignment.

Canvas finds people by ID; one who came without any is left for it to complain about by name.
"""

from __future__ import annotations

from collections.abc import Iterator

from grader.classroom.report.csv_report import lines
from grader.classroom.report.material import Material
from grader.core.text import points_text

ASSIGNMENT = "CNN exercises"


def _table(material: Material) -> Iterator[list[str]]:
    yield ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", ASSIGNMENT]
    yield ["    Points Possible", "", "", "", "", points_text(material.max_score)]
    for row in material.rows():
        known = row.enrolled.identity
        login = known.get("login") or known.get("email", "")
        ids = [known.get("canvas_id", ""), known.get("sid", ""), login, known.get("section", "")]
        yield [row.result.student, *ids, points_text(material.final_score(row))]


def render(material: Material) -> Iterator[str]:
    """The file, a line at a time. With a late policy the reduced score counts."""
    return lines(_table(material))
