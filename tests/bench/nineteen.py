"""A whole submission, solved: each of the nineteen exercises, and `cnn-exercises check` over all of them.

Beside what the same files compute by themselves.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from grader.core import paths
from grader.core.lessons import Lesson, lessons
from grader.core.source import SourceFile
from grader.grading.exercise import PRACTICE_SEED, grade_exercise, prepare
from grader.sandbox.parent.client import Sandbox
from tests.bench.handed_in import style, write_submission
from tests.bench.own_compute import own_compute
from tests.bench.row import Row, milliseconds
from tests.bench.settings import Settings
from tests.bench.timed import PROGRAM, run, seconds_of

_BUDGETS = {"alexnet": 0.6}
"""Seconds."""


def _each(files: Sequence[tuple[Lesson, Path]], own: Sequence[float]) -> list[Row]:
    """One row an exercise, from a warm sandbox. A network that missed its accuracy is no failure here."""
    rows = []
    with Sandbox() as sandbox:
        for (lesson, path), alone in zip(files, own, strict=True):
            source = SourceFile(path, path.read_bytes())
            prepare(lesson, PRACTICE_SEED, sandbox)
            seconds = seconds_of(lambda: list(grade_exercise(lesson, source, PRACTICE_SEED, sandbox)))  # noqa: B023
            name, budget = f"a solved exercise: {lesson.name}", _BUDGETS.get(lesson.name)
            rows.append(milliseconds(name, seconds, alone, "its own compute", budget))
    return rows


def measure(settings: Settings) -> list[Row]:
    """Each exercise; then all, as on a student's first day, with nothing cached."""
    folder = write_submission(settings.folder / "solved", lessons(), 0)
    files = [(lesson, style(lesson, 0)) for lesson in lessons()]
    own = own_compute([(lesson.name, path) for lesson, path in files], PRACTICE_SEED)
    rows = _each(files, own)
    shutil.rmtree(paths.cache_folder() / "expected", ignore_errors=True)
    seconds = run([PROGRAM, "check"], cwd=folder, expect=(0, 1))
    return [*rows, milliseconds("check, all nineteen solved", seconds, sum(own), "their own compute")]
