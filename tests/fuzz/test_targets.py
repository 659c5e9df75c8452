"""A few inputs of each fuzz target, so that CI tries what `make fuzz` tries for ten minutes."""

from __future__ import annotations

import contextlib
import sqlite3
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grader.classroom.gradebook.class_secret import kept
from grader.classroom.gradebook.merge import merge
from grader.classroom.gradebook.store import Gradebook, GradebookError
from grader.core.database import RecordsError
from grader.core.results import ExerciseResult, Status
from grader.student.history import History
from tests.fuzz.targets import TARGETS, a_gradebook

FEW = settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("target", TARGETS, ids=lambda one: one.name)
def test_a_reader_ends_well_or_in_one_line(target):
    @FEW
    @given(target.given)
    def attempt(content):
        with tempfile.TemporaryDirectory() as folder:
            target.read(content, Path(folder))

    attempt()


def test_a_target_that_is_wrong_is_found():
    from tests.fuzz.__main__ import _round
    from tests.fuzz.targets import Target, one_line

    def careless(content: bytes, folder: Path) -> None:
        with one_line():
            content.decode("utf-8")

    with pytest.raises(UnicodeDecodeError):
        _round(Target("careless", st.binary(), careless), 1)


# --- what was found


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("students", "identity", ""),
        ("students", "identity", "0"),
        ("students", "identity", '{"email": 3}'),
        ("students", "intake", '{"notes": 5}'),
        ("students", "intake", '{"files": {"relu": []}}'),
        ("students", "intake", "[]"),
        ("students", "submitted", "\x00"),
        ("meta", "value", "{}{}"),
        ("results", "result", '{"status": "fail d"}'),
    ],
)
def test_a_gradebook_with_a_damaged_value_is_told_so(tmp_path, table, column, value):
    path = a_gradebook(tmp_path / "gradebook.sqlite")
    with contextlib.closing(sqlite3.connect(path)) as database, database:
        database.execute(f"UPDATE {table} SET {column} = ?", (value,))
    with pytest.raises(GradebookError, match="is damaged"), Gradebook(path, create=False) as gradebook:
        list(gradebook.rows())
        gradebook.finished()


def test_what_a_class_keeps_of_itself_is_told_as_damaged_where_it_is_no_text(tmp_path):
    path = a_gradebook(tmp_path / "gradebook.sqlite")
    with contextlib.closing(sqlite3.connect(path)) as database, database:
        database.execute("UPDATE meta SET value = CAST(x'80' AS TEXT) WHERE key = 'secret'")
    with pytest.raises(RecordsError, match="is damaged"), Gradebook(path, create=False) as gradebook:
        kept(gradebook)
    with pytest.raises((RecordsError, GradebookError), match="is damaged"):
        merge([path], tmp_path / "merged.sqlite")


@pytest.mark.parametrize(("table", "column"), [("last_runs", "status"), ("runs", "status"), ("secrets", "secret")])
def test_a_history_with_a_damaged_value_is_told_so(tmp_path, table, column):
    history = History(tmp_path / "history.sqlite")
    history.record(ExerciseResult("output_size", Status.FAILED, 0.0, 5.0, 0.1, ()), "digest")
    history.secret()
    history._connection.execute(f"UPDATE {table} SET {column} = 'rubbish'")
    with pytest.raises(RecordsError, match="is damaged"):
        history.last_statuses()
        history.standings()
        history.secret()
    history.close()


def test_a_gradebook_whose_schema_is_no_text_is_told_so(tmp_path):
    path = a_gradebook(tmp_path / "gradebook.sqlite")
    content = path.read_bytes()
    at = content.index(b"students (student TEXT PRIMARY KEY")  # in the text of the schema, wherever that lies
    path.write_bytes(content[:at] + b"\x80" + content[at + 1 :])
    with pytest.raises(GradebookError, match="is damaged"), Gradebook(path, create=False) as gradebook:
        list(gradebook.rows())
