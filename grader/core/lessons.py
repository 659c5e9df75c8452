"""Finds the exercises in their folders. A `Lesson` is an exercise with its texts, each read when it is asked for.

Running and grading belong to `grade`; the words to `exercises.definition`.
"""

from __future__ import annotations

import ast
import importlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from exercises.definition import Exercise, Mistake
from exercises.figures import Frame
from grader.core import paths
from grader.core.declared import read_mistakes
from grader.core.errors import UserError
from grader.core.lesson_version import version_of_lesson
from grader.core.nearest import did_you_mean

_EXPERIMENT = re.compile(r"cnn-exercises experiment (\w+)")


class CourseError(UserError):
    """An exercise's folder is not sound, or a name is not an exercise: one line that says what to do."""


@dataclass(frozen=True)
class Lesson:
    """One exercise with its texts. What a list of exercises does without is read when it is first asked for.

    `declared` is the exercise as its folder has it: a course may give it other points or limits, never a version.
    """

    name: str
    exercise: Exercise
    folder: Path
    declared: Exercise
    statement: str
    hints: tuple[str, ...]
    starter: str

    def __hash__(self) -> int:
        """Return a hash that is quick: all the texts would be hashed for each file that is graded."""
        return hash(self.name)

    @property
    def file_name(self) -> str:
        """Return the student's file for this exercise."""
        return f"{self.name}.py"

    @property
    def experiment(self) -> str:
        """Return the name of the experiment that the statement offers, or nothing."""
        found = _EXPERIMENT.search(self.statement)
        return found[1] if found else ""

    @cached_property
    def mistakes_source(self) -> str:
        """Return the right answer in steps, and what each misconception changes of it."""
        return _text(self.folder / "mistakes.py")

    @cached_property
    def mistakes(self) -> tuple[Mistake, ...]:
        """Return the declared misconceptions."""
        try:
            return read_mistakes(self.mistakes_source, self.exercise.functions)
        except (SyntaxError, ValueError, KeyError) as error:
            raise _damaged(self.folder, error) from None

    @cached_property
    def probe_source(self) -> str:
        """Return what runs beside the student's file, or nothing."""
        return _text_if_there(self.folder / "probe.py")

    @cached_property
    def reference_source(self) -> str:
        """Return the answer in PyTorch."""
        return _text(paths.reference_folder() / self.file_name)

    @cached_property
    def solution_source(self) -> str:
        """Return the answer in NumPy, of an exercise by hand."""
        return _text_if_there(self.folder / "solution.py")

    @cached_property
    def version(self) -> str:
        """Return a hash of what decides a score (`core.lesson_version`)."""
        try:
            return version_of_lesson(self.declared, self.folder, self.reference_source)
        except (OSError, SyntaxError, ValueError) as error:
            raise _damaged(self.folder, error) from None

    @cached_property
    def slides(self) -> tuple[int, ...]:
        """Return the pages of the lecture's slides that the exercise is about."""
        known = json.loads(_text(paths.exercises_folder() / "data" / "slides.json"))
        return tuple(known.get(self.name, ()))

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
        raise _missing(path.parent, path.name) from None
    except (OSError, ValueError) as error:
        raise _damaged(path.parent, error) from None


def _text_if_there(path: Path) -> str:
    return _text(path) if path.exists() else ""


def _missing(folder: Path, name: str) -> CourseError:
    return CourseError(f"the exercise {folder.name} has no {name}: the installation is damaged")


def _damaged(folder: Path, error: Exception) -> CourseError:
    return CourseError(f"the exercise {folder.name} cannot be read ({error}): the installation is damaged")


def _read(folder: Path) -> Lesson:
    """Read what an exercise says of itself. Raises CourseError where its folder isn't whole."""
    try:
        exercise = importlib.import_module(f"exercises.{folder.name}.exercise").EXERCISE
    except (ImportError, AttributeError, SyntaxError, ValueError, OSError) as error:
        raise _damaged(folder, error) from None
    if not (folder / "mistakes.py").exists():
        raise _missing(folder, "mistakes.py")
    statement, hints, starter = (_text(folder / name) for name in ("statement.md", "hints.md", "starter.py"))
    return Lesson(folder.name, exercise, folder, exercise, statement, read_hints(hints), starter)


@cache
def lessons() -> tuple[Lesson, ...]:
    """Return all exercises in the lecture's order."""
    folders = (path.parent for path in paths.exercises_folder().glob("*/exercise.py"))
    return tuple(sorted((_read(folder) for folder in folders), key=lambda lesson: lesson.exercise.number))


def find(name: str) -> Lesson:
    """Return the exercise called `name` (with or without .py, dashes or underscores, or by number).

    Raises CourseError with the nearest name where there is none.
    """
    wanted = name.removesuffix(".py").replace("-", "_").lower()
    for lesson in lessons():
        if wanted in (lesson.name, str(lesson.exercise.number)):
            return lesson
    names = [lesson.name for lesson in lessons()]
    raise CourseError(f"no exercise is called '{name}'{did_you_mean(wanted, names)}: see 'cnn-exercises list'")


def chosen(names: Sequence[str]) -> tuple[Lesson, ...]:
    """Return the exercises called `names`, in the lecture's order; all of them where none is named."""
    if not names:
        return lessons()
    wanted = {find(name).name for name in names}
    return tuple(lesson for lesson in lessons() if lesson.name in wanted)
