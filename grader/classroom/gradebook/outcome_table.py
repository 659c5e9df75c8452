"""Keeps wrong answers' outcomes, compressed and once for equal files, so that they can be explained again."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from grader.classroom.gradebook.roll import Key

STEP = """
CREATE TABLE outcomes (exercise TEXT, digest TEXT, version TEXT, seed INTEGER, content BLOB NOT NULL,
    PRIMARY KEY (exercise, digest, version, seed));
"""
"""The schema's step that makes the table."""


class KeptAnswers:
    """The outcomes in one gradebook, as bytes. Writing happens within the gradebook's `writing`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def keep(self, key: Key, content: bytes) -> None:
        """Keep a run's outcomes; empty content says nothing, and forgets what was kept of an earlier run."""
        of = (key.exercise, key.digest, key.version, key.seed)
        self._connection.execute(
            "DELETE FROM outcomes WHERE exercise = ? AND digest = ? AND version = ? AND seed = ?", of
        )
        if content:
            self._connection.execute("INSERT INTO outcomes VALUES (?, ?, ?, ?, ?)", (*of, content))

    def read(self, key: Key) -> bytes | None:
        """Return what is kept of a run."""
        found = self._connection.execute(
            "SELECT content FROM outcomes WHERE exercise = ? AND digest = ? AND version = ? AND seed = ?",
            (key.exercise, key.digest, key.version, key.seed),
        ).fetchone()
        return None if found is None else bytes(found[0])

    def forget(self, exercises: Iterable[str]) -> None:
        """Let go of everything that is kept for these exercises."""
        self._connection.executemany("DELETE FROM outcomes WHERE exercise = ?", ((name,) for name in exercises))

    def copy_from(self, other: KeptAnswers) -> None:
        """Keep what another gradebook keeps."""
        rows = other._connection.execute("SELECT * FROM outcomes")
        self._connection.executemany("INSERT OR IGNORE INTO outcomes VALUES (?, ?, ?, ?, ?)", rows)
