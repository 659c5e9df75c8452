"""Keeps the files that were graded, and those that may be an exercise's, so that a review can show them.

Compressed, and once for equal ones.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable

STEP = "CREATE TABLE sources (digest TEXT PRIMARY KEY, content BLOB NOT NULL);"
"""The schema's step that makes the table."""
_LARGEST = 1 << 21
"""Bytes of a source, unpacked: twice what is graded."""


class Sources:
    """The files of one gradebook. Writing happens within the gradebook's `writing`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def keep(self, sources: Iterable[tuple[str, bytes]]) -> None:
        """Keep (digest, content). Empty content says nothing and is left out."""
        rows = ((digest, zlib.compress(content, 6)) for digest, content in sources if content and not self.has(digest))
        self._connection.executemany("INSERT OR IGNORE INTO sources VALUES (?, ?)", rows)

    def has(self, digest: str) -> bool:
        """Return whether a file is kept."""
        return self._connection.execute("SELECT 1 FROM sources WHERE digest = ?", (digest,)).fetchone() is not None

    def read(self, digest: str) -> bytes | None:
        """Return a file's content; None where it was not kept, or is damaged."""
        found = self._connection.execute("SELECT content FROM sources WHERE digest = ?", (digest,)).fetchone()
        if found is None:
            return None
        try:
            return zlib.decompressobj().decompress(found[0], _LARGEST)
        except (zlib.error, TypeError):  # SQLite takes text for bytes
            return None

    def copy_from(self, other: Sources) -> None:
        """Keep what another gradebook keeps."""
        rows = other._connection.execute("SELECT digest, content FROM sources")
        self._connection.executemany("INSERT OR IGNORE INTO sources VALUES (?, ?)", rows)
