"""Keeps a ledger's entries in a gradebook's database. Adds and reads; never changes or deletes."""

from __future__ import annotations

import getpass
import os
import sqlite3
import time
import uuid
from collections.abc import Iterable
from dataclasses import astuple, replace

from grader.classroom.gradebook.ledger import Decision, Kind, in_order

STEP = """
CREATE TABLE decisions (id TEXT PRIMARY KEY, moment REAL NOT NULL, who TEXT NOT NULL, kind TEXT NOT NULL,
    student TEXT NOT NULL, exercise TEXT NOT NULL, value TEXT NOT NULL, because TEXT NOT NULL, digest TEXT NOT NULL,
    group_id TEXT NOT NULL);
CREATE TRIGGER decisions_stay BEFORE DELETE ON decisions BEGIN SELECT RAISE(ABORT, 'the ledger only grows'); END;
CREATE TRIGGER decisions_are_final BEFORE UPDATE ON decisions BEGIN SELECT RAISE(ABORT, 'the ledger only grows'); END;
"""
"""The schema's step that makes the table. The triggers hold the promise against our own mistakes too."""


def whoever() -> str:
    """Return who is deciding: the login name, or the user's number where the machine knows none."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return str(os.getuid())


def written(decision: Decision) -> Decision:
    """Return the entry with what only the moment of writing can say: id, time and who, where they are not given."""
    return replace(
        decision,
        id=decision.id or uuid.uuid4().hex,
        moment=decision.moment or time.time(),
        who=decision.who or whoever(),
    )


def add(connection: sqlite3.Connection, decisions: Iterable[Decision]) -> None:
    """Write entries, within a transaction. One that is there already stays as it is."""
    rows = (astuple(one) for one in decisions)
    connection.executemany("INSERT OR IGNORE INTO decisions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)


def read(connection: sqlite3.Connection) -> tuple[Decision, ...]:
    """Return all entries, oldest first. Kinds that a newer program wrote are left alone."""
    known = set(Kind)
    rows = connection.execute("SELECT * FROM decisions").fetchall()
    entries = [Decision(row[0], row[1], row[2], Kind(row[3]), *row[4:]) for row in rows if row[3] in known]
    return tuple(in_order(entries))
