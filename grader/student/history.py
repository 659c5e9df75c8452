"""Keeps a student's own history: runs by exercise name and file hash, hints revealed, and what they predicted.

Losing a history costs history, never correctness: every failure is one `RecordsError`, and callers go on without.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from grader.core import paths
from grader.core.damage import damage_as
from grader.core.database import RecordsError, line_of_error, open_database
from grader.core.results import ExerciseResult, Status
from grader.grading.secret import from_text, new_secret
from grader.student.predictions import Prediction

HISTORY = "history.sqlite"
LARGEST_KEPT = 8 << 20
"""Characters of a last result that are kept: a training's pictures take about one million."""

HISTORY_STEPS: tuple[str, ...] = (
    """
    CREATE TABLE runs (
        id INTEGER PRIMARY KEY,
        exercise TEXT NOT NULL,
        digest TEXT NOT NULL,
        status TEXT NOT NULL,
        score REAL NOT NULL,
        max_score REAL NOT NULL,
        seconds REAL NOT NULL,
        finished REAL NOT NULL,
        checks TEXT NOT NULL
    );
    CREATE INDEX runs_by_exercise ON runs (exercise, finished);
    CREATE TABLE hints (exercise TEXT PRIMARY KEY, revealed INTEGER NOT NULL);
    """,
    """
    CREATE TABLE predictions (
        exercise TEXT NOT NULL,
        question INTEGER NOT NULL,
        answer TEXT NOT NULL,
        right INTEGER NOT NULL,
        made REAL NOT NULL,
        PRIMARY KEY (exercise, question)
    );
    """,
    """
    CREATE TABLE last_runs (
        exercise TEXT PRIMARY KEY,
        digest TEXT NOT NULL,
        number INTEGER NOT NULL,
        finished REAL NOT NULL,
        status TEXT NOT NULL,
        result TEXT NOT NULL
    );
    """,
    "CREATE TABLE secrets (id INTEGER PRIMARY KEY CHECK (id = 1), secret TEXT NOT NULL);",
)
"""One script a version of the schema: a new version appends one, and older databases are brought up to it."""


@dataclass(frozen=True)
class Standing:
    """Where a student stands with one exercise.

    `best` is the highest score, `status` what the run that reached it got; `scores` every run's score, oldest first;
    `attempts` how many different files were run; `last_run` when, in seconds since 1970.
    """

    exercise: str
    status: Status
    best: float
    max_score: float
    attempts: int
    last_run: float
    scores: tuple[float, ...]

    @property
    def solved(self) -> bool:
        """Return whether one run earned everything."""
        return self.status is Status.PASSED


@dataclass(frozen=True)
class StoredRun:
    """The last run of an exercise, whole: of which file, the how manieth, when (in seconds since 1970), the result."""

    digest: str
    number: int
    finished: float
    result: ExerciseResult


_readable = damage_as(RecordsError, "move it away to start a new one")


class History:
    """A student's runs, hints, predictions. Thread-safe; each method raises RecordsError where the database fails."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._connection = open_database(path, HISTORY_STEPS)
        self._lock = threading.Lock()

    @classmethod
    def of_folder(cls, folder: Path) -> History:
        """Return the history of a student's folder."""
        return cls(folder / paths.HISTORY_FOLDER / HISTORY)

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._connection.close()

    @contextmanager
    def _database(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            try:
                yield self._connection
            except (OSError, sqlite3.Error) as error:
                raise RecordsError(line_of_error(self.path, error)) from None

    @_readable
    def secret(self) -> bytes:
        """Return what practice draws held-out images from: made once for a folder."""
        with self._database() as database:
            database.execute("INSERT OR IGNORE INTO secrets VALUES (1, ?)", (new_secret().hex(),))
            (stored,) = database.execute("SELECT secret FROM secrets").fetchone()
        return from_text(stored)

    @_readable
    def record(self, result: ExerciseResult, digest: str, finished: float | None = None) -> StoredRun:
        """Keep one finished run, and the whole of it until the next. What is no attempt is no standing."""
        moment = time.time() if finished is None else finished
        with self._database() as database:
            database.execute("BEGIN IMMEDIATE")
            try:
                number = self._next_number(result.exercise)
                if result.is_attempt:
                    _insert_run(database, result, digest, moment)
                whole = (result.exercise, digest, number, moment, result.status.value, _bounded(result))
                database.execute("INSERT OR REPLACE INTO last_runs VALUES (?, ?, ?, ?, ?, ?)", whole)
                database.execute("COMMIT")
            except BaseException:
                database.execute("ROLLBACK")
                raise
        return StoredRun(digest, number, moment, result)

    def _next_number(self, exercise: str) -> int:
        query = (
            "SELECT max((SELECT count(*) FROM runs WHERE exercise = ?),"
            " coalesce((SELECT number FROM last_runs WHERE exercise = ?), 0)) + 1"
        )
        return int(self._connection.execute(query, (exercise, exercise)).fetchone()[0])

    @_readable
    def standings(self) -> dict[str, Standing]:
        """Return every exercise that was ever run, by name."""
        with self._database() as database:
            rows = database.execute(
                "SELECT exercise, digest, status, score, max_score, finished FROM runs ORDER BY finished, id"
            ).fetchall()
        found: dict[str, Standing] = {}
        tried: dict[str, set[str]] = {}
        for exercise, digest, status, score, max_score, finished in rows:
            digests = tried.setdefault(exercise, set())
            digests.add(digest)
            before = found.get(exercise)
            scores = (*before.scores, score) if before else (score,)
            run = Standing(exercise, Status(status), score, max_score, len(digests), finished, scores)
            lower = before is not None and score < before.best
            found[exercise] = replace(run, status=before.status, best=before.best) if before and lower else run
        return found

    @_readable
    def last_statuses(self) -> dict[str, tuple[str, Status]]:
        """Return the digest and the status of each exercise's last run."""
        with self._database() as database:
            rows = database.execute("SELECT exercise, digest, status FROM last_runs").fetchall()
        return {exercise: (digest, Status(status)) for exercise, digest, status in rows}

    @_readable
    def last_run(self, exercise: str) -> StoredRun | None:
        """Return the last run of an exercise; None where there was none, or where another version wrote it."""
        with self._database() as database:
            row = database.execute(
                "SELECT digest, number, finished, result FROM last_runs WHERE exercise = ?", (exercise,)
            ).fetchone()
        if row is None:
            return None
        from grader.core import json_form  # it takes NumPy with it: a folder without runs needs none

        digest, number, finished, stored = row
        try:
            return StoredRun(digest, number, finished, json_form.loads(stored))
        except (ValueError, TypeError, KeyError):
            return None

    @_readable
    def hints_revealed(self, exercise: str) -> int:
        """Return how many hints of an exercise the student has asked for."""
        with self._database() as database:
            row = database.execute("SELECT revealed FROM hints WHERE exercise = ?", (exercise,)).fetchone()
        return int(row[0]) if row else 0

    def reveal_hints(self, exercise: str, count: int) -> None:
        """Remember that `count` hints are open; never fewer than before."""
        with self._database() as database:
            database.execute(
                "INSERT INTO hints VALUES (?, ?)"
                " ON CONFLICT (exercise) DO UPDATE SET revealed = max(revealed, excluded.revealed)",
                (exercise, count),
            )

    @_readable
    def predicted(self, exercise: str) -> tuple[Prediction, ...]:
        """Return what the student predicted of an exercise, question by question."""
        with self._database() as database:
            rows = database.execute(
                "SELECT question, answer, right FROM predictions WHERE exercise = ? ORDER BY question", (exercise,)
            ).fetchall()
        return tuple(Prediction(question, answer, bool(right)) for question, answer, right in rows)

    def predict(self, exercise: str, prediction: Prediction) -> None:
        """Keep a prediction; the first one of a question stays."""
        with self._database() as database:
            database.execute(
                "INSERT INTO predictions VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                (exercise, prediction.question, prediction.answer, prediction.right, time.time()),
            )


def _insert_run(database: sqlite3.Connection, result: ExerciseResult, digest: str, moment: float) -> None:
    values = (result.exercise, digest, result.status.value, result.score, result.max_score, result.seconds, moment)
    columns = "exercise, digest, status, score, max_score, seconds, finished, checks"
    database.execute(f"INSERT INTO runs ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?, '[]')", values)


def _bounded(result: ExerciseResult) -> str:
    """Return the stored form, without pictures, then without grids, where it would be too large to keep."""
    from grader.core import json_form

    bare = tuple(replace(check, grids=None) for check in result.checks)
    smaller = (result, replace(result, pictures={}), replace(result, pictures={}, checks=bare))
    forms = (json_form.dumps(one) for one in smaller)
    return next((form for form in forms if len(form) <= LARGEST_KEPT), json_form.dumps(smaller[-1]))
