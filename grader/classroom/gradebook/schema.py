"""Lists the gradebook's tables, a step for each version of them. A new version appends a step and changes none."""

from __future__ import annotations

from grader.classroom.gradebook import ledger_table, outcome_table, source_table

STEPS = (
    """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE students (student TEXT PRIMARY KEY, handed_in INTEGER NOT NULL, submitted TEXT NOT NULL,
    identity TEXT NOT NULL, note TEXT NOT NULL);
CREATE TABLE work (student TEXT, exercise TEXT, digest TEXT NOT NULL, PRIMARY KEY (student, exercise));
CREATE TABLE results (student TEXT, exercise TEXT, digest TEXT, version TEXT, seed INTEGER,
    result TEXT NOT NULL, PRIMARY KEY (student, exercise, digest, version, seed));
CREATE INDEX same_source ON results (exercise, digest, version, seed);
CREATE TABLE failures (student TEXT, exercise TEXT, reason TEXT NOT NULL, PRIMARY KEY (student, exercise));
""",
    ledger_table.STEP,
    "ALTER TABLE students ADD COLUMN intake TEXT NOT NULL DEFAULT '{}'",
    source_table.STEP,
    outcome_table.STEP,
)
NOTE_NEWEST = (
    "INSERT INTO work VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET digest = excluded.digest"
    " WHERE digest != excluded.digest"
)
"""Notes a student's file; what is there already is not written once more."""
