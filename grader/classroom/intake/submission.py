"""Holds a student's work as the grader reads it: which file stands for which exercise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from grader.classroom.intake.notebook import notebook_sources
from grader.core.notebook.cells import NotebookError
from grader.core.source import SourceFile, read_source


@dataclass(frozen=True, slots=True)  # a class of ten thousand has two hundred thousand
class Given:
    """One file that was handed in: `name` as its owner knows it, `inside` where below `root` it lies.

    `problem` says why it cannot be used; one with a problem and a place may stand for an exercise if nothing better
    does, and reading it then says what is wrong. `changed` is its own time in seconds, `arrived` that of the file
    that brought it, outside any archive of the student's; 0 is a time that nobody knows.
    """

    name: str
    root: Path = Path()
    inside: str = ""
    problem: str = ""
    order: int = 0
    changed: float = 0.0
    arrived: float | None = None
    is_notebook: bool = False


@dataclass(frozen=True)
class Submission:
    """One student's files by the exercise's file name. `student` is the name in the reports.

    Where `files` is None, they lie in `folder` under the exercises' own names. `spare` are files that stand for none.
    """

    student: str
    folder: Path
    files: Mapping[str, Given] | None = field(default=None)
    spare: tuple[Given, ...] = ()

    def source(self, file_name: str) -> SourceFile:
        """Read the file that stands for an exercise; never raises for what is wrong with it."""
        if self.files is None:
            return read_source(self.folder, file_name)
        given = self.files.get(file_name)
        if given is None:
            return SourceFile(self.folder / file_name, problem=f"no file {file_name}", absent=True)
        if given.is_notebook:
            return self._from_notebook(given, file_name)
        return read_source(given.root, file_name, given.inside)

    def _from_notebook(self, given: Given, file_name: str) -> SourceFile:
        path = self.folder / file_name
        try:
            return replace(notebook_sources(given.root, given.inside, given.name)[file_name], path=path)
        except NotebookError as problem:
            return SourceFile(path, problem=f"{PurePosixPath(given.name).name} {problem}")
        except KeyError:  # it was changed since it was looked into
            return SourceFile(path, problem=f"no file {file_name}", absent=True)
