"""Finds which file of a student's folder stands for an exercise: its own, or cells of a notebook beside it."""

from __future__ import annotations

import stat
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from grader.core.lessons import Lesson, lessons
from grader.core.source import LARGEST_NOTEBOOK, SourceFile, is_untouched, read_source

_MOST_NOTEBOOKS = 20


@dataclass(frozen=True)
class Chosen:
    """The source that counts, its file's name, and the file beside it that is older or still as handed out."""

    source: SourceFile
    file_name: str
    other: str = ""


@dataclass(frozen=True)
class _Notebook:
    """A notebook as it was at one moment: what it stands for, by file name, or what is wrong with it."""

    name: str
    changed: int
    sources: Mapping[str, SourceFile]
    problem: str = ""


def _names(folder: Path) -> list[str]:
    try:
        found = [entry.name for entry in folder.iterdir() if entry.name.casefold().endswith(".ipynb")]
    except OSError:
        return []
    return sorted(name for name in found if not name.startswith("."))[:_MOST_NOTEBOOKS]


def _notebooks(folder: Path) -> list[_Notebook]:
    found = []
    for name in _names(folder):
        try:
            status = (folder / name).stat()
        except OSError:
            continue
        if stat.S_ISREG(status.st_mode):  # a FIFO would wait for a writer
            found.append(_read(folder, name, status.st_mtime_ns, status.st_size, status.st_ino))
    return found


@lru_cache(maxsize=_MOST_NOTEBOOKS)
def _read(folder: Path, name: str, changed: int, size: int, inode: int) -> _Notebook:
    """Read a notebook, once for each time that it is saved."""
    # where no notebook lies, nothing pays for what reads one
    from grader.core.notebook.cells import NotebookError
    from grader.core.notebook.exercises import exercises_in

    try:
        with (folder / name).open("rb") as file:
            sources = exercises_in(file.read(LARGEST_NOTEBOOK + 1), name, lessons())
    except NotebookError as problem:
        return _Notebook(name, changed, {}, f"{name} {problem}")
    except OSError as error:
        return _Notebook(name, changed, {}, f"{name} cannot be read: {error.strerror}")
    return _Notebook(name, changed, {str(one.path): one for one in sources.values()})


def chosen_in(folder: Path, lesson: Lesson) -> Chosen:
    """Return what stands for an exercise: the last changed of its file and a notebook's cells that are written."""
    own = read_source(folder, lesson.file_name)
    notebooks = _notebooks(folder)
    holding = [one for one in notebooks if lesson.file_name in one.sources]
    if not holding:
        problem = problem_in(folder)
        return Chosen(replace(own, problem=problem) if own.absent and problem else own, lesson.file_name)
    best = max(holding, key=lambda one: (not one.sources[lesson.file_name].is_starter, one.changed))
    cells = replace(best.sources[lesson.file_name], path=folder / lesson.file_name)
    if own.absent:
        return Chosen(cells, best.name)
    if cells.is_starter or (not is_untouched(own, lesson.starter) and _changed(folder, lesson) > best.changed):
        return Chosen(own, lesson.file_name, best.name)
    return Chosen(cells, best.name, lesson.file_name)


def _changed(folder: Path, lesson: Lesson) -> int:
    try:
        return (folder / lesson.file_name).stat().st_mtime_ns
    except OSError:
        return 0


def source_in(folder: Path, lesson: Lesson) -> SourceFile:
    """Return the source that stands for an exercise."""
    return chosen_in(folder, lesson).source


def has_notebook(folder: Path) -> bool:
    """Return whether a notebook in the folder stands for any exercise."""
    return any(one.sources for one in _notebooks(folder))


def problem_in(folder: Path) -> str:
    """Return what is wrong with a notebook in the folder, or nothing."""
    return next((one.problem for one in _notebooks(folder) if one.problem), "")


def notebook_of(folder: Path, lesson: Lesson) -> str:
    """Return the name of the notebook that stands for an exercise, or nothing where its own file does."""
    chosen = chosen_in(folder, lesson)
    return chosen.file_name if chosen.source.places is not None else ""


def cells_in(folder: Path, names: Sequence[str]) -> Mapping[str, int]:
    """Return a number for each of the exercises' files `names` that notebooks stand for: another once cells change.

    Where a cell stands, and what it printed, changes nothing.
    """
    wanted, found = frozenset(names), dict[str, list[bytes]]()
    for notebook in _notebooks(folder):
        for name, source in notebook.sources.items():
            if name in wanted:
                found.setdefault(name, []).append(source.content)
    return {name: hash(tuple(contents)) for name, contents in found.items()}
