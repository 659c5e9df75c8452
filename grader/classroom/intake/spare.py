"""Looks into Python files whose names stand for no exercise, and takes one for an exercise where that is decided.

What a file defines suggests whose it is; only an instructor's decision, made for this very content, takes it.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from grader.classroom.gradebook.ledger import Decision, holding
from grader.classroom.gradebook.roll import Enrolled, Spare
from grader.classroom.intake.collecting import note_of, shown
from grader.classroom.intake.file_names import base
from grader.classroom.intake.hand_in import Intake
from grader.classroom.intake.identity import printable
from grader.classroom.intake.submission import Given, Submission
from grader.core.lessons import Lesson, lessons
from grader.core.source import SourceFile, parsed, read_source
from grader.core.text import one_line

_MOST = 20
"""Files of one student that are looked into."""


@dataclass(frozen=True)
class SpareFile:
    """A file, what it defines of an exercise's functions, and what a gradebook keeps about it."""

    given: Given
    defines: tuple[str, ...]
    told: Spare

    def noted(self, line: str) -> str:
        """Return the line for its owner's row, with what it defines."""
        return f"{line}; it defines {', '.join(self.defines)}" if self.defines else line


def name_of(given: Given) -> str:
    """Return a file's name as a gradebook keeps it."""
    return one_line(printable(shown(given.name)))


def spare_files(noted: Sequence[Given], used: Iterable[str]) -> dict[str, SpareFile]:
    """Return the Python files among those that were not used, by name; `used` are exercises that have a file."""
    taken = frozenset(used)
    python = [given for given in noted if given.inside and base(given.name).casefold().endswith(".py")]
    found = [_looked_into(given, taken) for given in python[:_MOST]]
    return {name_of(one.given): one for one in found if one is not None}


def _looked_into(given: Given, taken: frozenset[str]) -> SpareFile | None:
    source = _source(given)
    if source.problem:
        return None
    tree = parsed(source.content)
    defined = {node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)} if tree else set()
    fits = {lesson.name: _of(lesson, defined) for lesson in lessons() if _of(lesson, defined)}
    best = max(fits, key=lambda name: len(fits[name]), default="")
    exercise = best if best not in taken else ""
    return SpareFile(given, fits[best] if exercise else (), Spare(exercise, source.digest))


def _of(lesson: Lesson, defined: set[str]) -> tuple[str, ...]:
    """Return the exercise's functions that a file defines."""
    return tuple(name for name in lesson.exercise.functions if name in defined)


def _source(given: Given) -> SourceFile:
    return read_source(given.root, base(given.name), given.inside)


def contents(submissions: Iterable[Submission]) -> Iterator[tuple[str, bytes]]:
    """Yield digest and content of each file that was looked into, so that it can be seen before it is decided on."""
    for submission in submissions:
        for source in map(_source, submission.spare):
            if not source.problem:
                yield source.digest, source.content


# --- what was decided ------------------------------------------------------------------------------------------------


def with_decided(intake: Intake, decisions: Iterable[Decision]) -> Intake:
    """Return the class with each file taken for the exercise that it was decided to be, its content unchanged."""
    by_student: dict[str, list[Decision]] = {}
    for (student, _), entry in holding(decisions).files.items():
        by_student.setdefault(student, []).append(entry)
    submissions, roll = list(intake.submissions), list(intake.roll)
    for index, one in enumerate(roll):
        for entry in by_student.get(one.student, ()):
            submissions[index], roll[index] = _with(submissions[index], roll[index], entry)
    return replace(intake, submissions=tuple(submissions), roll=tuple(roll))


def _with(submission: Submission, one: Enrolled, entry: Decision) -> tuple[Submission, Enrolled]:
    known = one.spare.get(entry.value)
    given = next((given for given in submission.spare if name_of(given) == entry.value), None)
    if known is None or given is None or known.digest != entry.digest:
        return submission, one
    files: Mapping[str, Given] = {**(submission.files or {}), f"{entry.exercise}.py": replace(given, problem="")}
    note = one_line(printable(note_of(given)))
    notes = tuple(line for line in one.notes if not line.startswith(note))
    left = {name: spare for name, spare in one.spare.items() if name != entry.value}
    graded = {**one.files, entry.exercise: entry.value}
    return replace(submission, files=files), replace(one, files=graded, notes=notes, spare=left)
