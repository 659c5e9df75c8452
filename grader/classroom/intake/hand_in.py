"""What was handed in, as values: who, in which folder, when, and what could not be given to anybody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from grader.classroom.gradebook.roll import Enrolled
from grader.classroom.intake.submission import Submission
from grader.core.source import SubmissionError


class IntakeError(SubmissionError):
    """A folder, archive or roster that cannot be taken in: one line that says why."""


@dataclass(frozen=True)
class HandIn:
    """One student's work: in `folder` as they are, or (where that is None) in `files`, by the names they should have.

    `handed_in` is false for somebody of the roster who is nowhere else.
    """

    student: str
    folder: Path | None = None
    files: Mapping[str, Path] = field(default_factory=dict)
    submitted: datetime | None = None
    identity: Mapping[str, str] = field(default_factory=dict)
    note: str = ""
    handed_in: bool = True


@dataclass(frozen=True)
class Intake:
    """A class ready for grading. `submissions` and `roll` are sorted by student and equally long."""

    submissions: tuple[Submission, ...]
    roll: tuple[Enrolled, ...]
    unmapped: tuple[str, ...] = ()
    """Names of files that could not be given to a student."""
    notes: tuple[str, ...] = ()

    def part(self, index: int, count: int) -> Intake:
        """The `index`-th of `count` parts, from 1: every count-th student, so parts are alike."""
        chosen = slice(index - 1, None, count)
        return Intake(self.submissions[chosen], self.roll[chosen], self.unmapped, self.notes)
