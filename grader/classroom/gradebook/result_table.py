"""Keeps results in a gradebook's database, by (student, exercise, file's hash, exercise's version, seed)."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from grader.classroom.gradebook.roll import ClassPlan, Enrolled, Key, Row
from grader.core import json_form
from grader.core.results import ExerciseResult, Status, StudentResult


def same_sources(connection: sqlite3.Connection, keys: Iterable[Key]) -> list[tuple[bool, ExerciseResult | None]]:
    """Return of each run whether it is here; where it is not, the result of an identical file of anyone's.

    In one transaction: the file is locked, and looked at for others' changes, once.
    """
    connection.execute("BEGIN")
    try:
        return [_same_source(connection, key) for key in keys]
    finally:
        connection.execute("COMMIT")


def _same_source(connection: sqlite3.Connection, key: Key) -> tuple[bool, ExerciseResult | None]:
    run = (key.exercise, key.digest, key.version, key.seed)
    of_run = "exercise = ? AND digest = ? AND version = ? AND seed = ?"
    own = connection.execute(f"SELECT 1 FROM results WHERE {of_run} AND student = ?", (*run, key.student)).fetchone()
    if own is not None:
        return True, None
    # of the many that may be there (a class has its untouched starters) no more than one is looked at
    found = connection.execute(f"SELECT result FROM results WHERE {of_run} LIMIT 1", run).fetchone()
    return False, None if found is None else json_form.loads(found[0])


def keep(connection: sqlite3.Connection, key: Key, result: ExerciseResult) -> None:
    """Keep a result, within a transaction."""
    row = (key.student, key.exercise, key.digest, key.version, key.seed, json_form.dumps(result))
    connection.execute("INSERT OR REPLACE INTO results VALUES (?, ?, ?, ?, ?, ?)", row)


def row(connection: sqlite3.Connection, plan: ClassPlan, enrolled: Enrolled) -> Row:
    """Return one student's results for `plan`; what is not graded stands in as an error without points."""
    found = connection.execute(
        "SELECT r.exercise, r.version, r.digest, r.result FROM work w JOIN results r ON r.student = w.student"
        " AND r.exercise = w.exercise AND r.digest = w.digest WHERE w.student = ? AND r.seed = ?",
        (enrolled.student, plan.seed),
    ).fetchall()
    by_run = {(exercise, version): (digest, text) for exercise, version, digest, text in found}
    results, digests, ungraded = [], {}, []
    for planned in plan.exercises:
        stored = by_run.get((planned.name, planned.version))
        if stored is None:
            ungraded.append(planned.name)
            why, most = _reason(connection, enrolled.student, planned.name), planned.max_score
            results.append(ExerciseResult(planned.name, Status.ERROR, 0.0, most, 0.0, (), seed=plan.seed, message=why))
        else:
            digests[planned.name] = stored[0]
            results.append(json_form.loads(stored[1]))
    return Row(enrolled, StudentResult(enrolled.student, tuple(results)), digests, tuple(ungraded))


def done(connection: sqlite3.Connection, plan: ClassPlan) -> int:
    """Count the results of the plan that are here, of students on the roll."""
    count = 0
    for planned in plan.exercises:
        count += connection.execute(
            "SELECT count(*) FROM students s JOIN work w ON w.student = s.student AND w.exercise = ?"
            " JOIN results r ON r.student = w.student AND r.exercise = w.exercise AND r.digest = w.digest"
            " AND r.version = ? AND r.seed = ?",
            (planned.name, planned.version, plan.seed),
        ).fetchone()[0]
    return int(count)


def _reason(connection: sqlite3.Connection, student: str, exercise: str) -> str:
    found = connection.execute(
        "SELECT reason FROM failures WHERE student = ? AND exercise = ?", (student, exercise)
    ).fetchone()
    return f"not graded: {found[0]}" if found else "not graded yet"
