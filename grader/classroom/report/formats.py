"""Lists the formats: which file each writes, and which function makes it. Imports a format when it is asked for."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from grader.classroom.report.material import Material


@dataclass(frozen=True)
class Format:
    """One format. `file` is its name in a folder; `module` has `render(material)`, and `pages(material)` if `many`."""

    name: str
    file: str
    module: str
    many: bool = False
    is_zip: bool = False
    """Besides its pages it has `archive(material)`, the bytes of a zip."""
    mark: str = ""
    """What a file of it begins with: Excel takes a table for UTF-8 only where a byte order mark says so."""


FORMATS = {
    one.name: one
    for one in (
        Format("table", "report.txt", "table"),
        Format("json", "report.json", "json_report"),
        Format("csv", "report.csv", "csv_report", mark="\ufeff"),
        Format("html", "report.html", "html", many=True),
        Format("gradescope", "results.json", "gradescope", many=True),
        Format("canvas", "canvas.csv", "canvas"),
        Format("moodle", "moodle.csv", "moodle"),
        Format("junit", "junit.xml", "junit"),
        Format("items", "items.csv", "items_csv"),
        Format("feedback", "feedback.zip", "feedback", many=True, is_zip=True),
    )
}


def text(name: str, material: Material) -> Iterator[str]:
    """Yield the report as one text, in pieces."""
    pieces: Iterator[str] = importlib.import_module(f"grader.classroom.report.{FORMATS[name].module}").render(material)
    return pieces


def file_text(name: str, material: Material) -> Iterator[str]:
    """Yield the report's text as a file has it."""
    yield FORMATS[name].mark
    yield from text(name, material)


def archive(name: str, material: Material) -> Iterable[bytes]:
    """Yield the zip of a format that has one, in pieces."""
    pieces: Iterable[bytes] = importlib.import_module(f"grader.classroom.report.{FORMATS[name].module}").archive(
        material
    )
    return pieces


def pages(name: str, material: Material) -> Iterator[tuple[PurePosixPath, Iterable[str]]]:
    """Yield the report as files for a folder: (relative path, text in pieces)."""
    chosen = FORMATS[name]
    if not chosen.many:
        yield PurePosixPath(chosen.file), file_text(name, material)
        return
    yield from importlib.import_module(f"grader.classroom.report.{chosen.module}").pages(material)
