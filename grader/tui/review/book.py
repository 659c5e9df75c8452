"""Holds the class under review: what the gradebook says, in which order it is looked at, and what is decided.

Reading a thousand students takes seconds, so a thread with a connection of its own does it. What another reviewer
decides meanwhile is seen by SQLite's own count of changes.
"""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from grader.classroom.gradebook.ledger import Decision, standing
from grader.classroom.gradebook.roll import Row
from grader.classroom.gradebook.store import Gradebook, GradebookError
from grader.classroom.report.class_numbers import ClassCounting, ClassNumbers
from grader.classroom.report.class_table import TableLine, slim, table_line
from grader.classroom.report.desk import Matter, matters
from grader.classroom.report.groups import Group, groups
from grader.classroom.report.marks import last_time
from grader.classroom.report.material import Material, material_of
from grader.classroom.report.misconceptions import Misconception
from grader.core.damage import damage_as
from grader.core.results import marked_lines
from grader.grading.diagnosis.stopped import line_text


@dataclass(frozen=True)
class ClassRead:
    """Everything that is worked out from the results alone. `runs` says which results it was."""

    runs: tuple[object, ...] = ()
    rows: tuple[Row, ...] = ()
    groups: tuple[Group, ...] = ()
    numbers: ClassNumbers | None = None

    @property
    def misunderstood(self) -> tuple[Misconception, ...]:
        """Return what the class misunderstood, the costliest first."""
        return self.numbers.misconceptions if self.numbers else ()


def read_class(path: Path, stopped: Callable[[], bool]) -> ClassRead | None:
    """Read a whole class; None if it was stopped meanwhile. Raises ProgramError."""
    try:
        with Gradebook(path, create=False) as gradebook:
            runs, rows, counting = gradebook.runs(), [], ClassCounting(material_of(gradebook))
            for row in gradebook.rows():
                if stopped():
                    return None
                counting.take(row)
                rows.append(slim(row))
            return ClassRead(runs, tuple(rows), groups(rows), counting.found())
    except (sqlite3.Error, ValueError, KeyError, TypeError) as error:
        raise GradebookError(f"{path} is damaged ({error}): grade again into another folder") from None


class Book:
    """One reviewer's open gradebook. Used by the UI's thread alone."""

    def __init__(self, path: Path, *, seed: int | None = None, anonymous: bool = False) -> None:
        """Open the gradebook. Raises ProgramError where it can't serve."""
        self.path = path
        self.gradebook = Gradebook(path, create=False)
        try:
            self._begin(seed)
        except (sqlite3.Error, ValueError, KeyError, TypeError) as error:
            self.gradebook.close()
            raise GradebookError(f"{path} is damaged ({error}): grade again into another folder") from None
        self.is_shuffled = seed is not None
        self.is_anonymous = anonymous
        self.doing = ""
        """What takes a while just now, in a few words."""

    def _begin(self, seed: int | None) -> None:
        self.material: Material = material_of(self.gradebook)
        self.review_order = [one.student for one in self.gradebook.roll()]
        if seed is not None:
            random.Random(seed).shuffle(self.review_order)
        self._numbers = {student: number for number, student in enumerate(self.review_order, 1)}
        self.entries = self.gradebook.ledger()
        self._version = self.gradebook.data_version()
        self.read = ClassRead()
        self.lines: dict[str, TableLine] = {}
        self.matters: tuple[Matter, ...] = ()
        self.last_time = last_time(self.gradebook)
        self._own_lines: dict[tuple[str, str], str] = {}

    # --- what is known -----------------------------------------------------------------------------------------------

    @property
    def is_read(self) -> bool:
        """Return whether the class has been read."""
        return bool(self.read.runs)

    def name_of(self, student: str) -> str:
        """Return what a student is called on the screen."""
        return f"student {self._numbers.get(student, 0):03}" if self.is_anonymous else student

    def names(self, students: Iterable[str], most: int = 3) -> str:
        """Return a few names, and how many more there are."""
        chosen = list(students)
        more = len(chosen) - most
        few = [self.name_of(student) for student in chosen[:most]]
        between = "; " if any("," in name for name in few) else ", "
        return between.join(few) + (f" +{more}" if more > 0 else "")

    def own_line(self, student: str, exercise: str) -> str:
        """Return the line of a student's own file that the verdict points at first; "" where there is none."""
        key = student, exercise
        if key not in self._own_lines:
            self._own_lines[key] = ""
            row = self.row_of(student)
            for result in row.result.exercises if row else ():
                if row is not None and result.exercise == exercise and (marked := marked_lines(result)):
                    source = self.gradebook.sources.read(row.digests.get(exercise, "")) or b""
                    self._own_lines[key] = line_text(source.decode("utf-8", "replace"), marked[0])
        return self._own_lines[key]

    def row_of(self, student: str) -> Row | None:
        """Return one student with everything that is kept; None where nobody is called so any more."""
        enrolled = next((one for one in self.gradebook.roll() if one.student == student), None)
        return None if enrolled is None else self.gradebook.row(self.material.plan, enrolled)

    def standing_of(self, students: Iterable[str]) -> list[Decision]:
        """Return what holds about these students (all where none is named), the newest first."""
        chosen = frozenset(students)
        return [one for one in reversed(standing(self.entries)) if not chosen or one.student in chosen]

    # --- what changes ------------------------------------------------------------------------------------------------

    def take(self, read: ClassRead) -> None:
        """Take in what was read."""
        self.read = read
        self._own_lines.clear()
        self._work_out({row.enrolled.student for row in read.rows})

    def changed_elsewhere(self) -> bool:
        """Return whether another program wrote since this was asked last."""
        before, self._version = self._version, self.gradebook.data_version()
        return self._version != before

    def take_entries(self) -> tuple[Decision, ...]:
        """Take in what was decided since, here or elsewhere; return the new entries."""
        known = {one.id for one in self.entries}
        self.entries = self.gradebook.ledger()
        new = tuple(one for one in self.entries if one.id not in known)
        if new:
            self._work_out({one.student for one in new})
        return new

    @damage_as(GradebookError, "grade again into another folder")
    def take_marks(self) -> bool:
        """Take in what counted when marks were last written, here or elsewhere; return whether it is another."""
        before, self.last_time = self.last_time, last_time(self.gradebook)
        return self.last_time != before

    def has_other_results(self) -> bool:
        """Return whether results came since the class was read: a grading is under way."""
        return self.is_read and self.gradebook.runs() != self.read.runs

    def decide(self, entries: Iterable[Decision]) -> tuple[Decision, ...]:
        """Write entries and take them in. Raises ProgramError where the gradebook can't be written."""
        written = self.gradebook.decide(entries)
        self.take_entries()
        return written

    def _work_out(self, students: set[str]) -> None:
        self.material = material_of(self.gradebook)
        self.last_time = last_time(self.gradebook)
        for row in self.read.rows:
            if row.enrolled.student in students:
                self.lines[row.enrolled.student] = table_line(self.material, row)
        self.matters = matters(self.material, self.read.rows, self.read.groups)

    def close(self) -> None:
        """Let go of the file."""
        self.gradebook.close()
