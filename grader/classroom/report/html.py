"""Writes HTML: a page for the class and a page per student. Self-contained, nothing runs, every text escaped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from grader.classroom.gradebook.roll import Row
from grader.classroom.report.class_view import class_view
from grader.classroom.report.material import Material
from grader.classroom.report.pagenames import page_name
from grader.classroom.report.pages import page
from grader.classroom.report.student_view import student_view

_CLASS_PAGE = PurePosixPath("report.html")
_TITLE = "Convolutional networks: the class"


def student_page(material: Material, row: Row) -> Iterator[str]:
    """Return a student's page in pieces."""
    program = material.plan.graded_by_line
    return page("student.html", row.result.student, student=student_view(material, row), program=program)


def render(material: Material) -> Iterator[str]:
    """Return one page: the only student's, or the class's without links."""
    if material.size == 1:
        for row in material.rows():
            yield from student_page(material, row)
        return
    yield from page("class.html", _TITLE, whole=class_view(material, linked=False))


def pages(material: Material) -> Iterator[tuple[PurePosixPath, Iterable[str]]]:
    """Return the class's page, and each student's in `students/`."""
    yield _CLASS_PAGE, page("class.html", _TITLE, whole=class_view(material, linked=True))
    for row in material.rows():
        path = PurePosixPath("students") / f"{page_name(row.result.student)}.html"
        yield path, student_page(material, row)
