"""Opens the program's SQLite databases, which two terminals on one NFS home may share.

Owns the rollback journal, the busy timeout and the steps that bring an older database up to date. The tables belong to
`student.history` and `classroom.gradebook.store`. Every failure is one `RecordsError`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path

from grader.core.errors import MachineError, UserError

_BUSY_SECONDS = 5.0


class RecordsError(UserError):
    """A database that cannot be opened, read or written: one line that says why."""


class UnwritableError(RecordsError):
    """A database that the machine does not let the program write."""

    exit_status = MachineError.exit_status


def open_database(path: Path, steps: Sequence[str]) -> sqlite3.Connection:
    """Open (and make, and bring up to date) the database at `path`; usable from any one thread at a time.

    A rollback journal, not WAL: homes are on NFS. Raises RecordsError.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    except OSError as error:
        raise UnwritableError(line_of_error(path, error)) from None
    except sqlite3.Error as error:
        raise RecordsError(line_of_error(path, error)) from None
    try:
        connection.execute("PRAGMA journal_mode = DELETE")
        _bring_up_to_date(connection, path, steps)
    except (sqlite3.Error, UnicodeDecodeError) as error:  # a damaged table's name may be in SQLite's own message
        connection.close()
        raise RecordsError(line_of_error(path, error)) from None
    except RecordsError:
        connection.close()
        raise
    return connection


def _bring_up_to_date(connection: sqlite3.Connection, path: Path, steps: Sequence[str]) -> None:
    if _version(connection) == len(steps):
        return
    connection.execute("BEGIN IMMEDIATE")  # of two terminals that start at once, one waits here
    try:
        version = _version(connection)
        if version > len(steps):
            raise RecordsError(f"{path} was written by a newer cnn-exercises: update, or move that file away")
        for script in steps[version:]:
            for statement in _statements(script):
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {len(steps)}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def _statements(script: str) -> Iterator[str]:
    """Yield the statements of a script one by one: `executescript` would end the transaction."""
    statement = ""
    for piece in script.split(";"):
        statement += f"{piece};"
        if sqlite3.complete_statement(statement) and statement.strip("; \n"):
            yield statement
            statement = ""


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def line_of_error(path: Path, error: Exception) -> str:
    """Return one line that says why the database at `path` cannot be used."""
    if isinstance(error, OSError):
        return f"{path} cannot be written: {error.strerror or error}"
    text = str(error)
    if "not a database" in text or "malformed" in text or isinstance(error, UnicodeDecodeError):
        return f"{path} is damaged: move it away to start a new one"
    if "readonly" in text:
        return (
            f"{path} is an older version's, and cannot be brought up to date where it cannot be written: copy it first"
        )
    return f"{path} cannot be used: {text}"
