"""The submissions that are graded here: right files of the corpus, and classes made of them.

Every generated file differs from every other by its first line, or an identical file would not be run again.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from exercises.definition import Needs
from grader.core import paths
from grader.core.lessons import Lesson, lessons
from tests.corpus import specimens

_SLOW = {"six_loops", "tensordot_prints", "unit_images"}
"""Right, but they compute for 20 to 500 ms by themselves: a class of them would measure students, not the grader."""


def by_hand() -> tuple[Lesson, ...]:
    """The exercises that need NumPy alone."""
    return tuple(lesson for lesson in lessons() if lesson.exercise.needs is Needs.NUMPY)


def right_files(lesson: Lesson) -> tuple[Path, ...]:
    """Right solutions in several styles; the reference's own file where the corpus has none."""
    found = tuple(specimen.path for specimen in specimens(lesson.name) if specimen.right)
    return found or (paths.reference_folder() / lesson.file_name,)


def style(lesson: Lesson, student: int) -> Path:
    """The file that a generated student hands in."""
    files = [path for path in right_files(lesson) if path.stem not in _SLOW]
    return files[student % len(files)]


def write_submission(folder: Path, chosen: Sequence[Lesson], student: int) -> Path:
    """One student's folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for lesson in chosen:
        source = style(lesson, student).read_text(encoding="utf-8")
        (folder / lesson.file_name).write_text(f"# student {student}\n{source}", encoding="utf-8")
    return folder


def write_class(folder: Path, chosen: Sequence[Lesson], students: int) -> Path:
    """A folder of `students` submissions."""
    for student in range(students):
        write_submission(folder / f"student-{student:05}", chosen, student)
    return folder
