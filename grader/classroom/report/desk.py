"""Says what an instructor has to decide before anything is uploaded, from a class and its ledger. Pure.

A matter goes away by what is decided: an extension settles a lateness, a comment a group, "write 0" an empty hand-in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from grader.classroom.gradebook.roll import MARKED_LATE, NOT_ON_ROSTER, Row
from grader.classroom.report.groups import Group
from grader.classroom.report.likeness import likenesses
from grader.classroom.report.material import Material
from grader.core.text import plural, points_text

_LISTED = 5
"""Matters of one topic that are told one by one."""


class Topic(StrEnum):
    """What a matter is about, in the order of the desk."""

    UNGRADED = "not run"
    LATE = "late"
    FILES = "files"
    NOTHING = "nothing"
    ROSTER = "roster"
    OUTDATED = "outdated"
    GROUP = "group"
    ALIKE = "alike"


@dataclass(frozen=True)
class Matter:
    """One thing to decide about `students`. `told` names none of them, so that a desk can be anonymous.

    `file` is a Python file that was not used, and `exercise` the one that it seems to be.
    """

    topic: Topic
    told: str
    students: tuple[str, ...] = ()
    exercise: str = ""
    behaviour: str = ""
    file: str = ""


def matters(material: Material, rows: Sequence[Row], found: Iterable[Group]) -> tuple[Matter, ...]:
    """Return what has to be decided about a class, in the order of `Topic`."""
    return (
        *_ungraded(rows),
        *_waiting(material, rows),
        *_late(material, rows),
        *_files(material, rows),
        *_nothing(material, rows),
        *_roster(material, rows),
        *_outdated(material, rows),
        *_groups(material, found),
        *_alike(material),
    )


def _names(rows: Iterable[Row]) -> tuple[str, ...]:
    return tuple(row.enrolled.student for row in rows)


def _ungraded(rows: Sequence[Row]) -> Iterator[Matter]:
    left = [row for row in rows if row.ungraded]
    if left:
        count = plural(sum(len(row.ungraded) for row in left), "exercise")
        yield Matter(Topic.UNGRADED, f"{count} not graded yet: the same grade command goes on", _names(left))


def _waiting(material: Material, rows: Sequence[Row]) -> Iterator[Matter]:
    there = set(_names(rows))
    waiting = [one for one in material.waiting if one.student in there]
    if waiting:
        told = f"{plural(len(waiting), 'decision')} to run files: the next grade command does it"
        yield Matter(Topic.UNGRADED, told, tuple(dict.fromkeys(one.student for one in waiting)))


def _late(material: Material, rows: Sequence[Row]) -> Iterator[Matter]:
    if material.plan.policy is None:
        return
    # where the course system marks who is late, it says of all others that they were in time
    untimed = [row for row in rows if row.enrolled.handed_in and row.enrolled.submitted is None]
    decided = material.decided.days
    undecided = [row for row in untimed if material.extension(row) is None and row.enrolled.student not in decided]
    marked = [row for row in undecided if row.enrolled.late_by is not None]
    unknown = [row for row in undecided if row.enrolled.late_by is None]
    for source in sorted({row.enrolled.source for row in marked}):
        who = _names(row for row in marked if row.enrolled.source == source)
        yield Matter(Topic.LATE, f"marked late by {source or 'the course system'}, which does not say when", who)
    if unknown and not any(row.enrolled.late_by is not None for row in rows):
        yield Matter(Topic.LATE, "no time of handing in is known: nothing is taken off", _names(unknown))


def _files(material: Material, rows: Sequence[Row]) -> Iterator[Matter]:
    noted: list[Matter] = []
    for row in rows:
        notes = [note for note in row.enrolled.notes if not note.startswith((NOT_ON_ROSTER, MARKED_LATE))]
        notes = [note for note in notes if not _is_settled(material, row, note)]
        if notes and not any(not one.exercise for one in material.comments(row)):
            noted.append(_noted(row, notes))
    noted.sort(key=lambda one: not one.exercise)  # those that may be an exercise's come first
    yield from noted[:_LISTED]
    if rest := noted[_LISTED:]:
        told = f"{plural(len(rest), 'more student')} with files that were not used"
        yield Matter(Topic.FILES, told, tuple(student for one in rest for student in one.students))


def _is_settled(material: Material, row: Row, note: str) -> bool:
    """Say whether a note is about a file that was decided to be an exercise's."""
    decided = [one for (student, _), one in material.decided.files.items() if student == row.enrolled.student]
    return any(note.startswith(f"handed in {one.value}: ") for one in decided)


def _noted(row: Row, notes: Sequence[str]) -> Matter:
    about = {note: name for note in notes for name in row.enrolled.spare if note.startswith(f"handed in {name}: ")}
    first = min(notes, key=lambda note: (note not in about, not (note in about and _seems(row, about[note]))))
    more = f" (and {len(notes) - 1} more)" if len(notes) > 1 else ""
    file = about.get(first, "")
    _, defines, functions = first.rpartition("; it defines ")
    told = f'"{file}" defines {functions}' if file and defines else first
    return Matter(Topic.FILES, f"{told}{more}", (row.enrolled.student,), _seems(row, file), file=file)


def _seems(row: Row, file: str) -> str:
    return row.enrolled.spare[file].exercise if file in row.enrolled.spare else ""


def _nothing(material: Material, rows: Sequence[Row]) -> Iterator[Matter]:
    silent = [
        row for row in rows if not row.enrolled.handed_in and row.enrolled.student not in material.decided.nothing
    ]
    if silent:
        yield Matter(Topic.NOTHING, "handed in nothing", _names(silent))


def _roster(material: Material, rows: Sequence[Row]) -> Iterator[Matter]:
    strangers = [row for row in rows if row.enrolled.is_stranger]
    if strangers:
        yield Matter(Topic.ROSTER, NOT_ON_ROSTER, _names(strangers))
    if material.notes:
        few = ", ".join(material.notes[:3]) + (" ..." if len(material.notes) > 3 else "")
        yield Matter(Topic.ROSTER, f"{plural(len(material.notes), 'file')} of no student: {few}")


def _outdated(material: Material, rows: Sequence[Row]) -> Iterator[Matter]:
    for row in rows:
        for exercise, entry in material.outdated(row).items():
            told = f"{points_text(float(entry.value))} points in {exercise} were for a file that has changed"
            yield Matter(Topic.OUTDATED, told, (row.enrolled.student,), exercise)


def _groups(material: Material, found: Iterable[Group]) -> Iterator[Matter]:
    open_ones = []
    for group in found:
        students = tuple(answer.student for answer in group.answers)
        if group.name or len(students) < 2 or all(_told(material, one, group.exercise) for one in students):
            continue
        told = f"{len(students)} answers alike in {group.exercise}, not explained: {group.example}"
        open_ones.append(Matter(Topic.GROUP, told, students, group.exercise, group.behaviour))
    yield from open_ones[:_LISTED]


def _told(material: Material, student: str, exercise: str) -> bool:
    """Return whether a student has a comment on an exercise, or its points were changed."""
    comments = material.decided.comments.get(student, ())
    return any(one.exercise == exercise for one in comments) or (student, exercise) in material.decided.points


def _alike(material: Material) -> Iterator[Matter]:
    shown = 0
    for one in likenesses(material.alike):
        if any(_told(material, student, one.exercise) for student in one.students):
            continue
        shown += 1
        if shown <= _LISTED:
            first = one.pairs[0]  # the two that are shown side by side
            rest = (student for student in one.students if student not in (first.first, first.second))
            yield Matter(Topic.ALIKE, f"{one.exercise} {one.line()}", (first.first, first.second, *rest), one.exercise)
