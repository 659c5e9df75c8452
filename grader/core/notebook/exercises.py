"""A notebook's bytes to one source a exercise, each with the places of its lines in the notebook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from grader.core.lessons import Lesson
from grader.core.notebook.cells import Cell, read_cells
from grader.core.notebook.choosing import Notebook
from grader.core.notebook.magics import without_magics
from grader.core.notebook.marks import Section, Titles, comment_marks, titles_of
from grader.core.notebook.slicing import slice_of
from grader.core.notebook.statements import Kind, Statement, is_cut_in_two, statements_of
from grader.core.places import Places
from grader.core.source import SourceFile


def exercises_in(content: bytes, file_name: str, lessons: Sequence[Lesson]) -> Mapping[str, SourceFile]:
    """Return the source of each exercise whose functions a notebook defines, by the exercise's name.

    Raises NotebookError, which says what is wrong with the notebook `file_name` as a whole.
    """
    notebook = _notebook(read_cells(content), lessons)
    return {lesson.name: _source(notebook, lesson, file_name) for lesson in lessons if lesson.name in notebook.chosen}


def _notebook(cells: Sequence[Cell], lessons: Sequence[Lesson]) -> Notebook:
    statements: list[Statement] = []
    marks: list[str] = []
    titles = titles_of([(one.name, one.exercise.title, one.exercise.number) for one in lessons])
    for cell, text, parts in _code(cells, titles):
        for one in statements_of(text, cell, len(statements)):
            statements.append(one)
            marks.append(next((name for line, name in reversed(parts) if line <= one.line), ""))
    return Notebook(tuple(statements), tuple(marks), {one.name: one.exercise.functions for one in lessons})


def _code(cells: Sequence[Cell], titles: Titles) -> Iterator[tuple[int, str, list[tuple[int, str]]]]:
    """Each code cell's number, its Python, and from which line on it is marked for which exercise."""
    section = Section(titles)
    plain: list[tuple[int, str, list[tuple[int, str]]]] = []
    for cell in cells:
        if cell.kind == "markdown":
            section.read(cell.text)
        elif cell.kind == "code" and cell.text.strip():
            written, text = without_magics(cell.text)
            whole = titles.named(written.removesuffix(".py")) or section.exercise
            plain.append((cell.number, text, [(0, whole), *comment_marks(text, titles)]))
    yield from plain


def _source(notebook: Notebook, lesson: Lesson, file_name: str) -> SourceFile:
    taken = slice_of(notebook, lesson.name)
    if any(one.stub for one in taken) and [one.text for one in taken] == _starter(lesson):
        return SourceFile(Path(lesson.file_name), lesson.starter.encode(), places=Places(file_name, ()))
    lines = [
        (line, (one.cell, one.line + at))
        # what is no Python stands last: its error is then its own
        for one in sorted(taken, key=lambda one: one.kind is Kind.BROKEN)
        for at, line in enumerate(one.text.split("\n"))
    ]
    text = "\n".join(line for line, _ in lines) + "\n"
    return SourceFile(Path(lesson.file_name), text.encode(), places=Places(file_name, tuple(at for _, at in lines)))


def _starter(lesson: Lesson) -> list[str]:
    """The slice of a starter that stands in a notebook as it was handed out."""
    notebook = _notebook((Cell(1, "code", lesson.starter),), (lesson,))
    return [one.text for one in slice_of(notebook, lesson.name)]
