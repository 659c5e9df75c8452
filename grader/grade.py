"""The pipeline for one exercise: source in, events out. Written by the lead; this is its signature for now."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Event as Flag

from grader.course import Lesson
from grader.results import Event
from grader.sandbox.client import Sandbox
from grader.submission import SourceFile

PRACTICE_SEED = 2022
"""What students practise on: the year of the lecture. `grade` uses another by default."""


def grade_exercise(
    lesson: Lesson, source: SourceFile, seed: int, sandbox: Sandbox, cancelled: Flag | None = None
) -> Iterator[Event]:
    """Yield Started, any number of Progress, then Finished. Never raises for what a student's file does."""
    raise NotImplementedError
