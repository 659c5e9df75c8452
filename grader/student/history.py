"""Keeps a student's own history: runs by exercise name and file hash, hints revealed, and what they predicted.

Losing a history costs history, never correctness: every failure is one `RecordsError`, and callers go on without.
"""

from __future__ import annotations

import json
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from grader.core import paths
from grader.core.database import RecordsError, line_of_error, open_database
from grader.core.results import CheckResult, ExerciseResult, Status
from grader.student.predictions import Prediction

HISTORY = "history.sqlite"

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
)
"""One script a version of the schema: a new version appends one, and older databases are brought up to it."""


def _check(stored: dict[str, Any]) -> CheckResult:
    """A check as it was kept. Raises TypeError where another version kept it."""
    plain = {"status": Status(stored["status"]), "mistakes": tuple(stored.get("mistakes", ()))}
    return CheckResult(**{**stored, **plain})


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
        """Whether one run earned everything."""
        return self.status is Status.PASSED


@dataclass(frozen=True)
class StoredRun:
    """The last run of an exercise as it was kept: enough for the table of checks, without arrays."""

    digest: str
    result: ExerciseResult


class History:
    """A student's runs, hints, predictions. Thread-safe; each method raises RecordsError where the database fails."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection = open_database(path, HISTORY_STEPS)
        self._lock = threading.Lock()

    @classmethod
    def of_folder(cls, folder: Path) -> History:
        """The history of a student's folder."""
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
                raise RecordsError(line_of_error(self._path, error)) from None

    def record(self, result: ExerciseResult, digest: str, finished: float | None = None) -> None:
        """Keep one finished run. A file that is missing or untouched is no attempt and is not kept."""
        if result.status in (Status.MISSING, Status.TODO):
            return
        checks = json.dumps([asdict(replace(check, grids=None)) for check in result.checks])
        values = (
            result.exercise,
            digest,
            result.status.value,
            result.score,
            result.max_score,
            result.seconds,
            time.time() if finished is None else finished,
            checks,
        )
        columns = "exercise, digest, status, score, max_score, seconds, finished, checks"
        with self._database() as database:
            database.execute(f"INSERT INTO runs ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", values)

    def standings(self) -> dict[str, Standing]:
        """Every exercise that was ever run, by name."""
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

    def last_run(self, exercise: str) -> StoredRun | None:
        """The latest run of an exercise, or None."""
        with self._database() as database:
            row = database.execute(
                "SELECT digest, status, score, max_score, seconds, checks FROM runs"
                " WHERE exercise = ? ORDER BY finished DESC, id DESC LIMIT 1",
                (exercise,),
            ).fetchone()
        if row is None:
            return None
        digest, status, score, max_score, seconds, kept = row
        try:
            checks = tuple(_check(check) for check in json.loads(kept))
        except (ValueError, TypeError, KeyError):  # written by another version: the scores still count
            checks = ()
        return StoredRun(digest, ExerciseResult(exercise, Status(status), score, max_score, seconds, checks))

    def hints_revealed(self, exercise: str) -> int:
        """How many hints of an exercise the student has asked for."""
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

    def predicted(self, exercise: str) -> tuple[Prediction, ...]:
        """What the student predicted of an exercise, question by question."""
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
