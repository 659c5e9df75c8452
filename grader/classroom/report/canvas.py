"""Writes the CSV that Canvas's import takes: Student, ID, SIS User ID, SIS Login ID, Section, and the assignment.

Canvas finds people by ID; one who came without any is left for it to complain about by name. Where Canvas's own export
is the roster, all its columns stay as they are and the assignment's is filled in.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence

from grader.classroom.gradebook.roll import Row
from grader.classroom.report.csv_report import lines
from grader.classroom.report.material import Material
from grader.core.text import points_text

ASSIGNMENT = "CNN exercises"
_HEAD = (("Student", "ID", "SIS User ID", "SIS Login ID", "Section"), ("    Points Possible", "", "", "", ""))
_IDS = {
    "id": ("canvas_id",),
    "sis user id": ("sid",),
    "sis login id": ("login", "email"),
    "section": ("section",),
}


def _column(header: Sequence[str], name: str) -> int:
    """Return where the assignment's column is: under its name, with or without Canvas's number;
    else behind the others.
    """
    plain = [cell.rpartition(" (")[0] if cell.endswith(")") else cell for cell in header]
    for written in (list(header), plain):
        if name in written:
            return written.index(name)
    return len(header)


def _placed(cells: Sequence[str], column: int, value: str) -> list[str]:
    padded = [*cells, *[""] * (column + 1 - len(cells))]
    padded[column] = value
    return padded


def _of_no_export(header: Sequence[str], row: Row) -> list[str]:
    """Return the cells of a student whom Canvas's export does not have."""
    known = row.enrolled.identity
    cells = [row.result.student if cell.strip().casefold() == "student" else "" for cell in header]
    for index, cell in enumerate(header):
        ids = _IDS.get(cell.strip().casefold(), ())
        cells[index] = next((known[one] for one in ids if known.get(one)), cells[index])
    return cells


def _possible(head: Sequence[Sequence[str]], column: int) -> float:
    """Return what the assignment is worth in Canvas; 0 where its export does not say."""
    for cells in head[1:]:
        if any(cell.strip().casefold() == "points possible" for cell in cells) and column < len(cells):
            with contextlib.suppress(ValueError):
                return max(float(cells[column]), 0.0)
    return 0.0


def _table(material: Material) -> Iterator[list[str]]:
    head = material.plan.canvas_head or _HEAD
    column = _column(head[0], material.plan.canvas_name or ASSIGNMENT)
    known = column < len(head[0])
    yield list(head[0]) if known else [*head[0], material.plan.canvas_name or ASSIGNMENT]
    worth = _possible(head, column) or material.max_score
    for cells in head[1:]:
        possible = any(cell.strip().casefold() == "points possible" for cell in cells)
        old = cells[column] if column < len(cells) else ""
        yield _placed(cells, column, points_text(worth) if possible else old)
    for row in material.rows():
        cells = row.enrolled.cells if material.plan.canvas_head else ()
        if row.enrolled.is_stranger or (material.plan.canvas_head and not cells):
            continue  # somebody whom the course does not know
        yield _placed(cells or _of_no_export(head[0], row), column, _points(material, row, worth))


def _points(material: Material, row: Row, worth: float) -> str:
    """Return what counts, on Canvas's scale. Who handed in nothing stays blank until somebody decides on points."""
    score = material.final_score(row)
    if not (row.enrolled.handed_in or score or material.changed(row)):
        decided = material.decided.nothing.get(row.enrolled.student)
        return points_text(float(decided.value)) if decided else ""
    return points_text(round(score * worth / material.max_score, 2) if material.max_score else score)


def render(material: Material) -> Iterator[str]:
    """Yield the file, a line at a time. With a late policy the reduced score counts."""
    return lines(_table(material), with_numbers=bool(material.plan.canvas_head))
