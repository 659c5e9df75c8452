"""Defines the messages between screens, the app, runs and the folder.

Screens post these and know nothing of the app; the app answers each in one place.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual.message import Message

from grader.core.lessons import Lesson
from grader.student.runs import Run


@dataclass
class RunLessons(Message):
    """Run these exercises, one after the other."""

    lessons: Sequence[Lesson]
    every: bool = False
    """All that there are: ends in a summary."""


@dataclass
class CancelRuns(Message):
    """End these runs."""

    runs: Sequence[Run]


@dataclass
class MakeReady(Message):
    """The cursor stands on an exercise: its first verdict should come at once."""

    lesson: Lesson


@dataclass
class EditFile(Message):
    """Open an exercise's file in the student's editor."""

    lesson: Lesson


@dataclass
class PutBack(Message):
    """Put the starter back in an exercise's file."""

    lesson: Lesson


@dataclass
class WriteStarters(Message):
    """Write the exercises into the folder, and show them, or show why that cannot be done."""

    show_problem: Callable[[str], None]


@dataclass
class Said(Message):
    """One line for the student. Never markup: it may hold their own words."""

    text: str


@dataclass
class RunNews(Message):
    """A run has got on, or is over."""

    run: Run
    over: bool


@dataclass
class FilesChanged(Message):
    """Files were saved, and others went."""

    saved: Sequence[str]
    gone: Sequence[str]
