"""Keeps each student's results the moment they are known, in one SQLite file beside the report: the gradebook.

Owns the tables and what is asked of them. A result is kept by (student, exercise, file's hash, exercise's version,
seed), so an unchanged file never runs twice. The class as last graded is a `ClassPlan` and a roll of students; a report
is what the results say for that plan and roll. `records` opens the file as NFS homes need it.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from grader.classroom.gradebook import (
    alike_table,
    ledger_table,
    outcome_table,
    result_table,
    roll_table,
    source_table,
)
from grader.classroom.gradebook.arrivals import JoinedRoll, joined_plan, joined_roll
from grader.classroom.gradebook.ledger import Decision, Kind, standing
from grader.classroom.gradebook.meta_table import Meta
from grader.classroom.gradebook.roll import Alike, ClassPlan, Enrolled, Key, Row
from grader.classroom.gradebook.schema import NOTE_NEWEST, STEPS
from grader.core.atomic import WriteError
from grader.core.damage import damage_as
from grader.core.database import RecordsError, UnwritableError, open_database
from grader.core.errors import UserError
from grader.core.results import ExerciseResult

_WAIT_MS = 60_000
"""How long to wait while another program writes: a class on Slurm merges while shards still grade."""


class GradebookError(UserError):
    """A file that cannot serve as a gradebook: one line that says why."""


_readable = damage_as(GradebookError, "move it away and grade again")


class Gradebook:
    """An open gradebook. Used by one thread at a time; other programs may use the same file meanwhile."""

    def __init__(self, path: Path, *, create: bool = True) -> None:
        """Open `path`, making it where there is none (or, without `create`, raising GradebookError)."""
        self.path = path
        self._older: frozenset[str] = frozenset()
        if not create and not path.is_file():
            raise GradebookError(f"no gradebook {path}: 'cnn-exercises grade --output DIR' makes one in DIR")
        try:
            self._connection = open_database(path, STEPS)
            self._connection.execute(f"PRAGMA busy_timeout = {_WAIT_MS}")
            self._connection.execute("PRAGMA synchronous = NORMAL")
            self.sources, self.meta = source_table.Sources(self._connection), Meta(path, self._connection)
            self.answers = outcome_table.KeptAnswers(self._connection)
        except UnwritableError as error:
            raise WriteError(str(error)) from None
        except RecordsError as error:
            raise GradebookError(f"no gradebook there: {error}") from None

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def __enter__(self) -> Gradebook:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Open one transaction: all of it is durable afterwards, or none of it happened."""
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")
        except sqlite3.Error as error:
            raise WriteError(f"the gradebook {self.path} cannot be written: {error}") from None

    @_readable
    def begun(self) -> float:
        """Return when the last grading here was begun, in seconds since 1970; 0 in a gradebook of version 0.1."""
        return float(self.meta.get("begun") or 0.0)

    @_readable
    def plan(self) -> ClassPlan:
        """Return what was graded here last. Raises GradebookError where nothing was."""
        stored = self.meta.get("plan")
        if stored is None:
            raise GradebookError(f"nothing has been graded in {self.path} yet")
        return ClassPlan.from_json(stored)

    def begin(
        self,
        plan: ClassPlan,
        roll: Iterable[Enrolled],
        *,
        fresh: bool = False,
        unmapped: Sequence[str] = (),
        runs: bool = True,
    ) -> JoinedRoll:
        """Make `plan` and `roll` the class of this gradebook, and return the roll as it is now.

        What is already here stays: results, students who are not in `roll`, exercises that are not in `plan` (see
        `arrivals`). With `fresh` only `plan` and `roll` count. `unmapped` names the files that belong to no student.
        Without `runs`, what was decided to run again waits for a grading.
        """
        before = None if fresh or self.meta.get("plan") is None else self.plan()
        plan = joined_plan(before, plan)
        joined = joined_roll(() if fresh else self.roll(), roll)
        self._older = joined.older
        with self.writing():
            self.meta.put("plan", plan.to_json())
            self.meta.put("unmapped", json.dumps(unmapped))
            self.meta.put("begun", repr(time.time()))
            for old in ("students", "failures", "meta WHERE key = 'finished'"):
                self._connection.execute(f"DELETE FROM {old}")
            self.enrol(joined.roll)
            self._connection.execute("DELETE FROM work WHERE student NOT IN (SELECT student FROM students)")
            if fresh:
                self._connection.execute("DELETE FROM work")
                self._connection.execute("DELETE FROM meta WHERE key = 'alike'")
            if runs:
                self._take_decided()
            if fresh:
                names = [planned.name for planned in plan.exercises]
                self._connection.executemany("DELETE FROM results WHERE exercise = ?", ((name,) for name in names))
                self.answers.forget(names)
        return joined

    def finish(self) -> None:
        """Say that this grading has looked at every student's files."""
        with self.writing():
            self.meta.put("finished", "yes")

    def reopen(self) -> None:
        """Count as not finished until `finish` comes again; results stay known."""
        with self.writing():
            self._connection.execute("DELETE FROM meta WHERE key = 'finished'")

    def enrol(self, roll: Iterable[Enrolled]) -> None:
        """Add students to the roll, within `writing`."""
        roll_table.add(self._connection, roll)

    def note_work(self, keys: Iterable[Key], *, absent: bool = False) -> None:
        """Say which file each student handed in for an exercise, within `writing`.

        `absent`: there was none, which changes nothing for who had one before.
        """
        rows = [(key.student, key.exercise, key.digest) for key in keys]
        stays = [row for row in rows if absent or row[0] in self._older]
        self._connection.executemany("INSERT OR IGNORE INTO work VALUES (?, ?, ?)", stays)
        newest = [row for row in rows if not (absent or row[0] in self._older)]
        self._connection.executemany(NOTE_NEWEST, newest)

    @_readable
    def same_sources(self, keys: Iterable[Key]) -> list[tuple[bool, ExerciseResult | None]]:
        """Return of each run whether it is here; where it is not, the result of an identical file of anyone's."""
        return result_table.same_sources(self._connection, keys)

    def keep(self, key: Key, result: ExerciseResult, outcomes: bytes | None = None) -> None:
        """Keep a result, within `writing`; with the `outcomes` of a run those too, in place of an earlier run's."""
        result_table.keep(self._connection, key, result)
        if outcomes is not None:
            self.answers.keep(key, outcomes)

    def note_failure(self, key: Key, reason: str) -> None:
        """Say that the grader itself failed here, within `writing`."""
        failed = "INSERT OR REPLACE INTO failures VALUES (?, ?, ?)"
        self._connection.execute(failed, (key.student, key.exercise, reason))

    @_readable
    def failures(self) -> list[tuple[str, str, str]]:
        """Return (student, exercise, reason) wherever the grader itself failed."""
        return list(self._connection.execute("SELECT * FROM failures ORDER BY student, exercise"))

    def decide(self, decisions: Iterable[Decision]) -> tuple[Decision, ...]:
        """Write entries into the ledger, and return them with their ids. Entries that are there already stay."""
        entries = tuple(ledger_table.written(one) for one in decisions)
        with self.writing():
            ledger_table.add(self._connection, entries)
        return entries

    @_readable
    def ledger(self) -> tuple[Decision, ...]:
        """Return everything that was decided, oldest first."""
        return ledger_table.read(self._connection)

    def data_version(self) -> int:
        """Return a number that is another one after any other program has written here."""
        return int(self._connection.execute("PRAGMA data_version").fetchone()[0])

    @_readable
    def runs(self) -> tuple[object, ...]:
        """Return what is another value whenever results came or went: how to see that a grading is under way."""
        found = self._connection.execute("SELECT count(*), coalesce(max(rowid), 0) FROM results").fetchone()
        return self.begun(), self.finished(), *found

    @_readable
    def digest_of(self, student: str, exercise: str) -> str:
        """Return which file a student handed in for an exercise; empty where none did."""
        asked = "SELECT digest FROM work WHERE student = ? AND exercise = ?"
        found = self._connection.execute(asked, (student, exercise)).fetchone()
        return str(found[0]) if found else ""

    def _take_decided(self) -> None:
        """Let go of what is to run again, and of files that count no more since their entry was taken back."""
        entries = self.ledger()
        holds = standing(entries)
        for entry in entries:
            if entry.kind is Kind.REGRADE and entry in holds:
                self.forget_for(entry)
            elif entry.kind is Kind.FILE and entry not in holds:
                work = (entry.student, entry.exercise, entry.digest)
                self._connection.execute("DELETE FROM work WHERE student = ? AND exercise = ? AND digest = ?", work)

    @_readable
    def regraded(self) -> frozenset[str]:
        """Return the "regrade" entries that a grading has heeded, by id."""
        return frozenset(json.loads(self.meta.get("regraded") or "[]"))

    def note_regraded(self, ids: Iterable[str]) -> None:
        """Say that a grading has heeded these entries, within `writing`."""
        self.meta.put("regraded", json.dumps(sorted({*self.regraded(), *ids})))

    def forget_for(self, decision: Decision) -> None:
        """Let go, once, of the results that a "regrade" entry asks to run again; within `writing`."""
        if decision.id in self.regraded():
            return
        theirs = "DELETE FROM results WHERE student = :student AND (exercise = :exercise OR :exercise = '')"
        self._connection.execute(theirs, {"student": decision.student, "exercise": decision.exercise})
        self.note_regraded([decision.id])

    def waits(self, decision: Decision) -> bool:
        """Return whether an entry takes effect only when the class is graded the next time."""
        if decision.kind is Kind.FILE:
            return self.digest_of(decision.student, decision.exercise) != decision.digest
        return decision.kind is Kind.REGRADE and decision.id not in self.regraded()

    def note_alike(self, pairs: Iterable[Alike], exercises: Sequence[str] | None = None) -> None:
        """Keep which files of `exercises` (None: of all) are alike, in place of what was kept of these before."""
        with self.writing():
            alike_table.put(self.meta, pairs, exercises)

    @_readable
    def alike(self) -> tuple[Alike, ...]:
        """Return which files are alike: those that are still the ones which were compared."""
        return alike_table.read(self.meta, self.digest_of)

    @_readable
    def unmapped(self) -> tuple[str, ...]:
        """Return the files that belong to no student."""
        return tuple(json.loads(self.meta.get("unmapped") or "[]"))

    @_readable
    def size(self) -> int:
        """Count the students on the roll."""
        return int(self._connection.execute("SELECT count(*) FROM students").fetchone()[0])

    @_readable
    def roll(self) -> Iterator[Enrolled]:
        """Yield the students, sorted by name."""
        return roll_table.read(self._connection)

    @_readable
    def row(self, plan: ClassPlan, enrolled: Enrolled) -> Row:
        """Return one student's results for `plan`; what is not graded stands in as an error without points."""
        return result_table.row(self._connection, plan, enrolled)

    def rows(self) -> Iterator[Row]:
        """Yield every student of the roll with the plan's results, sorted by name, one at a time."""
        plan = self.plan()
        for enrolled in self.roll():
            yield self.row(plan, enrolled)

    def complete(self) -> bool:
        """Return whether the last grading came to its end and every student has a result for every exercise."""
        return self.finished() and self.left() == 0

    @_readable
    def finished(self) -> bool:
        """Return whether the last grading came to its end."""
        return self.meta.get("finished") is not None

    @_readable
    def left(self) -> int:
        """Return how many results of the plan are not here yet."""
        plan = self.plan()
        return self.size() * len(plan.exercises) - result_table.done(self._connection, plan)
