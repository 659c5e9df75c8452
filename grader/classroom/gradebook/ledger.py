"""Says what an instructor decided about a class, and what follows from it. Pure.

A ledger only grows: nothing is changed or taken out, and an entry is undone by another entry. So two people, a merge, a
resumed grading and a copied gradebook can't disagree: the union of all entries says what holds, in any order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from grader.core.text import one_line


class Kind(StrEnum):
    """What an entry decides. Its `value` is written as said here."""

    POINTS = "points"
    """An exercise is worth so many points to a student, whatever its checks say: a number."""
    COMMENT = "comment"
    """Words to a student, on one exercise or (exercise "") on the whole."""
    EXTENSION = "extension"
    """A student's own deadline: a moment in ISO 8601 with its offset."""
    REGRADE = "regrade"
    """The next grading runs a student's file again (exercise "": all of them)."""
    NOTHING = "nothing"
    """Who handed in nothing gets these points in the course system, in place of a blank: a number."""
    FILE = "file"
    """A file that stands for no exercise by its name is an exercise's (`digest` says which content): its name."""
    DAYS = "days"
    """How many days late a hand-in came whose time nobody knows: a whole number."""
    UNDO = "undo"
    """Another entry no longer holds: its id."""


@dataclass(frozen=True)
class Decision:
    """One entry. `digest` names the file that it was made for ("": no file in particular); `moment` is UTC seconds.

    `id` is random, so entries of two machines never collide. `group` is the same for entries made in one go.
    """

    id: str
    moment: float
    who: str
    kind: Kind
    student: str
    exercise: str = ""
    value: str = ""
    because: str = ""
    digest: str = ""
    group: str = ""

    @property
    def may_be_undone(self) -> bool:
        """Return whether the entry decides something, and is not itself the taking back of another."""
        return self.kind is not Kind.UNDO

    def line(self) -> str:
        """Return the entry as one line: id, time, who, about whom, what and why."""
        when = datetime.fromtimestamp(self.moment).astimezone().strftime("%Y-%m-%d %H:%M")
        about = f"{one_line(self.student)}{f', {self.exercise}' if self.exercise else ''}"
        what = f"{self.kind} {one_line(self.value[:8] if self.kind is Kind.UNDO else self.value)}".rstrip()
        why = f": {one_line(self.because)}" if self.because else ""
        return f"{self.id[:8]}  {when}  {one_line(self.who)}  {about}  {what}{why}"


@dataclass(frozen=True)
class Holding:
    """What holds of a ledger, by student and exercise. Of two decisions on one thing the newest holds."""

    points: Mapping[tuple[str, str], Decision]
    comments: Mapping[str, tuple[Decision, ...]]
    extensions: Mapping[str, Decision]
    regrades: frozenset[tuple[str, str]]
    nothing: Mapping[str, Decision]
    files: Mapping[tuple[str, str], Decision] = field(default_factory=dict)
    days: Mapping[str, Decision] = field(default_factory=dict)

    def points_of(self, student: str, exercise: str, digest: str) -> Decision | None:
        """Return the changed points that apply to the file with `digest`; None where there are none."""
        found = self.points.get((student, exercise))
        return found if found is not None and found.digest in ("", digest) else None

    def outdated(self, student: str, exercise: str, digest: str) -> Decision | None:
        """Return the changed points that were made for another file than the one with `digest`."""
        found = self.points.get((student, exercise))
        return found if found is not None and found.digest not in ("", digest) else None

    def days_late(self, student: str) -> int | None:
        """Return how many days late a student was said to be; None where nobody said so."""
        found = self.days.get(student)
        return int(found.value) if found else None

    def extension(self, student: str) -> datetime | None:
        """Return a student's own deadline."""
        found = self.extensions.get(student)
        return datetime.fromisoformat(found.value) if found else None


def in_order(decisions: Iterable[Decision]) -> list[Decision]:
    """Return entries oldest first, in an order that does not depend on how they arrived."""
    return sorted(decisions, key=lambda one: (one.moment, one.id))


def standing(decisions: Iterable[Decision]) -> list[Decision]:
    """Return the entries that are not undone, oldest first. An undoing entry can be undone in its turn."""
    ordered = in_order(decisions)
    undoing: dict[str, list[str]] = {}
    for entry in ordered:
        if entry.kind is Kind.UNDO:
            undoing.setdefault(entry.value, []).append(entry.id)
    settled: dict[str, bool] = {}

    def holds(entry_id: str) -> bool:
        if entry_id not in settled:
            settled[entry_id] = True  # a damaged ledger may go in circles
            settled[entry_id] = not any(holds(undo) for undo in undoing.get(entry_id, ()))
        return settled[entry_id]

    return [entry for entry in ordered if entry.kind is not Kind.UNDO and holds(entry.id)]


def holding(decisions: Iterable[Decision]) -> Holding:
    """Return what follows from all entries of a ledger."""
    newest: dict[Kind, dict[tuple[str, str], Decision]] = {kind: {} for kind in Kind}
    comments: dict[str, list[Decision]] = {}
    for entry in standing(decisions):
        newest[entry.kind][entry.student, entry.exercise] = entry
        if entry.kind is Kind.COMMENT:
            comments.setdefault(entry.student, []).append(entry)

    def by_student(kind: Kind) -> dict[str, Decision]:
        return {student: entry for (student, _), entry in newest[kind].items()}

    return Holding(
        points=newest[Kind.POINTS],
        comments={student: tuple(entries) for student, entries in comments.items()},
        extensions=by_student(Kind.EXTENSION),
        regrades=frozenset(newest[Kind.REGRADE]),
        nothing=by_student(Kind.NOTHING),
        files=newest[Kind.FILE],
        days=by_student(Kind.DAYS),
    )


def told_before(decisions: Iterable[Decision], exercise: str) -> tuple[str, ...]:
    """Return the comments that were written so far, once each: those on `exercise` first, the newest first."""
    comments = [entry for entry in reversed(standing(decisions)) if entry.kind is Kind.COMMENT]
    here = [entry.value for entry in comments if entry.exercise == exercise]
    return tuple(dict.fromkeys([*here, *(entry.value for entry in comments)]))
