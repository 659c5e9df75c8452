"""Finds the exercises in their folders and validates them. A `Lesson` is an exercise with its texts.

Running and grading belong to `grade`; the words to `exercises.definition`.
"""

from __future__ import annotations

import ast
import difflib
import importlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from exercises.definition import Exercise, Mistake
from exercises.figures import Frame
from grader.core import paths
from grader.core.declared import read_mistakes
from grader.core.errors import UserError
from grader.core.lesson_version import version_of_lesson


class CourseError(UserError):
    """An exercise's folder is not sound, or a name is not an exercise: one line that says what to do."""


@dataclass(frozen=True)
class Lesson:
    """One exercise with everything in its folder but the figure, which is drawn on demand."""

    name: str
    exercise: Exercise
    folder: Path
    statement: str
    hints: tuple[str, ...]
    starter: str
    mistakes: tuple[Mistake, ...]
    mistakes_source: str
    probe_source: str
    reference_source: str
    version: str
    """A hash of what decides a score (`core.lesson_version`)."""
    solution_source: str = ""
    """The answer in NumPy, of an exercise by hand."""

    @property
    def file_name(self) -> str:
        """Return the student's file for this exercise."""
        return f"{self.name}.py"

    @cached_property
    def parameters(self) -> Mapping[str, tuple[str, ...]]:
        """Return the arguments of each function that the starter defines."""
        functions = [node for node in ast.parse(self.starter).body if isinstance(node, ast.FunctionDef)]
        return {node.name: tuple(one.arg for one in node.args.args) for node in functions}

    def solutions(self) -> tuple[tuple[str, str], ...]:
        """Return what is shown once it is solved: a heading and a source each, NumPy before PyTorch."""
        if not self.solution_source:
            return (("with PyTorch", self.reference_source),)
        return (("by hand", self.solution_source), ("the same with PyTorch", self.reference_source))

    def frames(self) -> tuple[Frame, ...]:
        """Return the exercise's moving figure."""
        module = importlib.import_module(f"exercises.{self.name}.figure")
        return tuple(module.frames())


def read_hints(text: str) -> tuple[str, ...]:
    """Return the steps of a `hints.md`: its sections, headings included. A comment in a fence begins no section."""
    sections: list[list[str]] = []
    fenced = False
    for line in text.splitlines():
        fenced ^= line.startswith("```")
        if line.startswith("# ") and not fenced:
            sections.append([])
        if sections:
            sections[-1].append(line)
    return tuple("\n".join(section).strip() for section in sections)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise CourseError(f"the exercise {path.parent.name} has no {path.name}: the installation is damaged") from None


def _sound(folder: Path) -> Lesson:
    try:
        return _load(folder)
    except (ImportError, AttributeError, SyntaxError, ValueError, OSError) as error:
        raise CourseError(f"the exercise {folder.name} cannot be read ({error}): the installation is damaged") from None


def _load(folder: Path) -> Lesson:
    module = importlib.import_module(f"exercises.{folder.name}.exercise")
    probe, solution = folder / "probe.py", folder / "solution.py"
    mistakes_source = _text(folder / "mistakes.py")
    reference_source = _text(paths.reference_folder() / f"{folder.name}.py")
    return Lesson(
        name=folder.name,
        exercise=module.EXERCISE,
        folder=folder,
        statement=_text(folder / "statement.md"),
        hints=read_hints(_text(folder / "hints.md")),
        starter=_text(folder / "starter.py"),
        mistakes=read_mistakes(mistakes_source, module.EXERCISE.functions),
        mistakes_source=mistakes_source,
        probe_source=probe.read_text(encoding="utf-8") if probe.exists() else "",
        reference_source=reference_source,
        version=version_of_lesson(module.EXERCISE, folder, reference_source),
        solution_source=solution.read_text(encoding="utf-8") if solution.exists() else "",
    )


@cache
def lessons() -> tuple[Lesson, ...]:
    """Return all exercises in the lecture's order."""
    folders = (path.parent for path in paths.exercises_folder().glob("*/exercise.py"))
    return tuple(sorted((_sound(folder) for folder in folders), key=lambda lesson: lesson.exercise.number))


def nearest(name: str, names: Iterable[str]) -> str:
    """Return ` (did you mean 'x'?)` for the name most like `name`, or nothing."""
    close = difflib.get_close_matches(name, list(names), n=1, cutoff=0.5)
    return f" (did you mean '{close[0]}'?)" if close else ""


def find(name: str) -> Lesson:
    """Return the exercise called `name` (with or without .py, dashes or underscores, or by number).

    Raises CourseError with the nearest name where there is none.
    """
    wanted = name.removesuffix(".py").replace("-", "_").lower()
    for lesson in lessons():
        if wanted in (lesson.name, str(lesson.exercise.number)):
            return lesson
    names = [lesson.name for lesson in lessons()]
    raise CourseError(f"no exercise is called '{name}'{nearest(wanted, names)}: see 'cnn-exercises list'")


def chosen(names: Sequence[str]) -> tuple[Lesson, ...]:
    """Return the exercises called `names`, in the lecture's order; all of them where none is named."""
    if not names:
        return lessons()
    wanted = {find(name).name for name in names}
    return tuple(lesson for lesson in lessons() if lesson.name in wanted)
