"""Keeps a gradebook's single values: the plan, the secret, what was noted about the class as a whole."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from grader.core.damage import damage_as
from grader.core.database import RecordsError

_readable = damage_as(RecordsError, "move it away and grade again")


class Meta:
    """Values by key, in an open gradebook; writing happens within the gradebook's `writing`."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path, self._connection = path, connection

    @_readable
    def get(self, key: str) -> str | None:
        """Return what is kept; None where nothing is."""
        found = self._connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return None if found is None else str(found[0])

    def put(self, key: str, value: str) -> None:
        """Keep a value in place of what was kept before."""
        self._connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))
