"""Keeps the roll in a gradebook's database."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from grader.classroom.gradebook.roll import Enrolled, typed


def _enrolled(stored: Sequence[Any]) -> Enrolled:
    student, handed_in, submitted, identity, note, intake = stored
    moment = datetime.fromisoformat(submitted) if submitted else None
    notes = (note,) if note else ()  # as gradebooks of version 1 kept it
    return Enrolled(student, bool(handed_in), moment, typed(identity, dict[str, str]), notes).with_json(intake)


def add(connection: sqlite3.Connection, roll: Iterable[Enrolled]) -> None:
    """Add students, within a transaction. One that is there already is replaced."""
    rows = (
        (
            one.student,
            one.handed_in,
            one.submitted.isoformat() if one.submitted else "",
            json.dumps(dict(one.identity)),
            "",
            one.to_json(),
        )
        for one in roll
    )
    connection.executemany("INSERT OR REPLACE INTO students VALUES (?, ?, ?, ?, ?, ?)", rows)


def read(connection: sqlite3.Connection) -> Iterator[Enrolled]:
    """Return the students, sorted by name."""
    for stored in connection.execute("SELECT * FROM students ORDER BY student"):
        yield _enrolled(stored)
