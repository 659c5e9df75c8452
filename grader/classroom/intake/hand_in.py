"""Holds what was handed in, as values: who by, which files, when, and what could not be given to anybody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

from grader.classroom.gradebook.roll import Enrolled
from grader.classroom.intake.submission import Submission
from grader.core.source import SubmissionError


class IntakeError(SubmissionError):
    """A folder, archive or table that cannot be taken in: one line that says why."""


@dataclass(frozen=True)
class Entry:
    """What a course system lists for a student: the file or folder at `inside` below the class's `root`.

    `name` is what its owner called it, empty for the student's own folder. `problem` says why it is not there or,
    where `inside` is given, why nothing in it counts.
    `order` is the course system's: the highest is the newest.
    """

    name: str
    root: Path
    inside: str
    order: int = 0
    problem: str = ""

    @property
    def path(self) -> Path:
        """Return where it lies."""
        return self.root / self.inside


@dataclass(frozen=True)
class HandIn:
    """One student's work before it is looked into. `notes` are lines for its row; `record` the course system's time."""

    student: str
    entries: tuple[Entry, ...] = ()
    identity: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    record: datetime | None = None
    source: str = ""
    """Whose word `record` is: "Gradescope", say."""
    late_by: timedelta | None = None
    """The course system says late, and by how much; zero where it does not say."""
    keeps_times: bool = True
    """Whether the times of its files may be those of handing in; a Canvas zip has the download's alone."""
    clone: Path | None = None
    """The folder that may be a git clone of its owner's work."""
    handed_in: bool = True
    """False for somebody of the roster who is nowhere else."""
    cells: tuple[str, ...] = ()
    """The roster's row, as the file has it."""


@dataclass(frozen=True)
class Count:
    """How many files were used and noted, and how many students have none that could be used."""

    used: int = 0
    noted: int = 0
    students_with_nothing: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(
            self.used + other.used,
            self.noted + other.noted,
            self.students_with_nothing + other.students_with_nothing,
        )


@dataclass(frozen=True)
class Intake:
    """A class ready for grading. `submissions`, `roll` and `counts` are sorted by student and equally long."""

    submissions: tuple[Submission, ...]
    roll: tuple[Enrolled, ...]
    counts: tuple[Count, ...] = ()
    unmapped: tuple[str, ...] = ()
    """Lines about files that could not be given to a student."""
    notes: tuple[str, ...] = ()
    canvas_head: tuple[tuple[str, ...], ...] = ()
    """The rows above the students of Canvas's own export, where that is the roster."""

    @property
    def count(self) -> Count:
        """Return the class's files, counted."""
        return sum(self.counts, Count(noted=len(self.unmapped)))

    def part(self, index: int, count: int) -> Intake:
        """Return the `index`-th of `count` parts, from 1: every count-th student, so parts are alike."""
        chosen = slice(index - 1, None, count)
        return replace(self, submissions=self.submissions[chosen], roll=self.roll[chosen], counts=self.counts[chosen])
