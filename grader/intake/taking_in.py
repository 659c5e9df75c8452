"""Takes in whatever `--student` names: looks what it is, unpacks it where it must, and gives each student a folder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from grader.intake.handed_in import Intake
from grader.roll import Enrolled
from grader.submission import find_submissions


@contextmanager
def taken_in(path: Path, file_names: Sequence[str], roster: Path | None) -> Iterator[Intake]:
    """The class at `path`; its temporary folders end with the context. Raises SubmissionError."""
    found = find_submissions(path, file_names)
    yield Intake(found, tuple(Enrolled(one.student) for one in found))
