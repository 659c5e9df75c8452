"""Writes what goes back to each student: a page and the text of a mail, and one zip that a course system takes.

Canvas finds a file's owner by the numbers in its name, Moodle by the folder; each student's name for that came with the
hand-in and is kept with their identity. Where none is known the folder is named after the student.
"""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from grader.classroom.gradebook.roll import RETURNS_AS, Row
from grader.classroom.report.html import student_page
from grader.classroom.report.mail import mail
from grader.classroom.report.material import Material
from grader.classroom.report.pagenames import page_name

_FOLDER = PurePosixPath("feedback")
_BLOCK = 1 << 16
_DATE = (2000, 1, 1, 0, 0, 0)
"""Every entry's time, so that the same class gives the same bytes."""


def pages(material: Material) -> Iterator[tuple[PurePosixPath, Iterable[str]]]:
    """Return a folder per student who handed something in, with the page and the text of the mail."""
    for row in _answered(material):
        folder = _FOLDER / page_name(row.result.student)
        yield folder / "feedback.html", student_page(material, row)
        yield folder / "feedback.md", mail(material, row)


def archive(material: Material) -> Iterator[bytes]:
    """Return the zip to upload, in pieces."""
    with tempfile.TemporaryFile() as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
            for row in _answered(material):
                prefix = row.enrolled.identity.get(RETURNS_AS) or f"{page_name(row.result.student)}/"
                page = "".join(student_page(material, row)).encode("utf-8", "backslashreplace")
                entry = zipfile.ZipInfo(f"{prefix}feedback.html", _DATE)
                entry.compress_type = zipfile.ZIP_DEFLATED
                packed.writestr(entry, page)
        file.seek(0)
        while block := file.read(_BLOCK):
            yield block


def _answered(material: Material) -> Iterator[Row]:
    return (row for row in material.rows() if row.enrolled.handed_in)
