"""Turns a notebook's bytes into one source an exercise, each with the places of its lines in the notebook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from grader.core.lessons import Lesson
from grader.core.notebook.cells import Cell, read_cells
from grader.core.notebook.choosing import Notebook
from grader.core.notebook.magics import without_magics
from grader.core.notebook.marks import MarkedSection, Titles, comment_marks, titles_of
from grader.core.notebook.slicing import slice_of
from grader.core.notebook.statements import CodeStatement, StatementKind, is_cut_in_two, statements_of
from grader.core.places import Places
from grader.core.source import SourceFile
from grader.core.text import escaped

_MOST_JOINED = 4
"""Cells that go on with one function."""


def exercises_in(content: bytes, file_name: str, lessons: Sequence[Lesson]) -> Mapping[str, SourceFile]:
    """Return the source of each exercise whose functions a notebook defines, by the exercise's name.

    Raises NotebookError, which says what is wrong with the notebook `file_name` as a whole.
    """
    cells = _python(read_cells(content), _titles(lessons))
    notebook, shown = _notebook(cells, lessons), escaped(file_name)
    joined = {cell.number: cell.joined for cell in cells if cell.joined}
    return {
        lesson.name: _source(slice_of(notebook, lesson.name), lesson, shown, joined)
        for lesson in lessons
        if lesson.name in notebook.chosen
    }


@dataclass(frozen=True)
class _Python:
    """A code cell as Python, and from which of its lines on it is marked for which exercise.

    `joined` are the cells that go on with the function in which it ends, each with its first line here.
    """

    number: int
    text: str
    marks: tuple[tuple[int, str], ...]
    joined: tuple[tuple[int, int], ...] = ()


def _titles(lessons: Sequence[Lesson]) -> Titles:
    return titles_of([(one.name, one.exercise.title, one.exercise.number) for one in lessons])


def _python(cells: Sequence[Cell], titles: Titles) -> list[_Python]:
    section = MarkedSection(titles)
    found: list[_Python] = []
    for cell in cells:
        if cell.kind == "markdown":
            section.read(cell.text)
        if cell.kind != "code" or not cell.text.strip():
            continue
        if found and len(found[-1].joined) < _MOST_JOINED and is_cut_in_two(found[-1].text, cell.text):
            found[-1] = _joined(found[-1], cell)
            continue
        written, text = without_magics(cell.text)
        whole = titles.named(written) if written else section.exercise
        found.append(_Python(cell.number, text, ((0, whole), *comment_marks(text, titles))))
    return found


def _joined(first: _Python, cell: Cell) -> _Python:
    lines = first.text.count("\n") + 1
    text = f"{first.text}\n{cell.text}"
    return replace(first, text=text, joined=(*first.joined, (lines + 1, cell.number)))


def _notebook(cells: Sequence[_Python], lessons: Sequence[Lesson]) -> Notebook:
    statements: list[CodeStatement] = []
    marks: list[str] = []
    for cell in cells:
        for one in statements_of(cell.text, cell.number, len(statements)):
            statements.append(one)
            marks.append(next((name for line, name in reversed(cell.marks) if line <= one.line), ""))
    return Notebook(tuple(statements), tuple(marks), {one.name: one.exercise.functions for one in lessons})


def _source(
    taken: Sequence[CodeStatement], lesson: Lesson, file_name: str, joined: Mapping[int, Sequence[tuple[int, int]]]
) -> SourceFile:
    if any(one.stub for one in taken) and [one.text for one in taken] == _starter(lesson):
        starter = lesson.starter.encode()
        return SourceFile(Path(lesson.file_name), starter, places=Places(file_name, ()), is_starter=True)
    text, places = [], []
    # what is no Python stands last: its error is then its own
    for one in sorted(taken, key=lambda one: one.kind is StatementKind.BROKEN):
        for at, line in enumerate(one.text.split("\n")):
            text.append(line)
            places.append(_place(one.cell, one.line + at, joined.get(one.cell, ())))
    content = "\n".join([*text, ""]).encode()
    return SourceFile(Path(lesson.file_name), content, places=Places(file_name, tuple(places)))


def _place(cell: int, line: int, joined: Sequence[tuple[int, int]]) -> tuple[int, int]:
    for first, number in reversed(joined):
        if line >= first:
            return number, line - first + 1
    return cell, line


def _starter(lesson: Lesson) -> list[str]:
    """Return the slice of a starter that stands in a notebook as it was handed out."""
    cells = _python((Cell(1, "code", lesson.starter),), _titles((lesson,)))
    return [one.text for one in slice_of(_notebook(cells, (lesson,)), lesson.name)]
