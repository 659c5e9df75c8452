"""Finds the submissions of a plain folder: one student's, or a class's with one folder a student.

Archives and other layouts belong to the rest of `intake`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from grader.core.source import SubmissionError


@dataclass(frozen=True)
class Submission:
    """One student's folder. `student` is the name in the reports."""

    student: str
    folder: Path


def _listing(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except FileNotFoundError:
        raise SubmissionError(f"no such folder: {folder}") from None
    except NotADirectoryError:
        raise SubmissionError(f"{folder} is not a folder: name a submission, or a folder of submissions") from None
    except OSError as error:
        raise SubmissionError(f"{folder} cannot be read: {error.strerror}") from None


def find_submissions(folder: Path, file_names: Iterable[str]) -> tuple[Submission, ...]:
    """DIR as one submission (it holds an exercise's file) or as a folder of them; sorted by name.

    Raises SubmissionError where the folder is not there, not readable, or holds neither.
    """
    entries = _listing(folder)
    if {entry.name for entry in entries} & set(file_names):
        return (Submission(folder.resolve().name or "student", folder),)
    students = [entry for entry in entries if entry.is_dir() and not entry.name.startswith(".")]
    if not students:
        raise SubmissionError(
            f"nothing to grade in {folder}: no exercise file (such as {min(file_names)}), no student's folder"
        )
    return tuple(sorted((Submission(entry.name, entry) for entry in students), key=lambda one: one.student))
