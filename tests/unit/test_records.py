"""A student's history: kept by name and file, shared by two terminals, lost without harm."""

import sqlite3
import threading
from dataclasses import replace

import numpy as np
import pytest

from grader.core import json_form
from grader.core.database import RecordsError, open_database
from grader.core.results import CheckResult, ExerciseResult, Grids, Status
from grader.student.history import HISTORY_STEPS, History


def result(score, status=Status.PARTIAL, exercise="output_size", checks=()):
    return ExerciseResult(exercise, status, score, 5.0, 0.1, tuple(checks))


@pytest.fixture
def history(tmp_path):
    kept = History.of_folder(tmp_path)
    yield kept
    kept.close()


def test_the_history_lies_in_the_students_folder(tmp_path, history):
    history.record(result(3.0), "a")
    assert (tmp_path / ".cnn-exercises" / "history.sqlite").is_file()


def test_best_score_attempts_last_run_and_growth(history):
    for moment, (score, digest) in enumerate([(1.0, "a"), (4.0, "b"), (4.0, "b"), (2.0, "c")]):
        history.record(result(score), digest, finished=1000.0 + moment)
    standing = history.standings()["output_size"]
    assert (standing.best, standing.attempts, standing.last_run) == (4.0, 3, 1003.0)
    assert standing.scores == (1.0, 4.0, 4.0, 2.0)
    assert not standing.solved


def test_what_was_solved_once_stays_solved(history):
    history.record(result(5.0, Status.PASSED), "a", finished=1.0)
    history.record(result(0.0, Status.ERROR), "b", finished=2.0)
    assert history.standings()["output_size"].solved


def test_untouched_and_missing_files_are_no_attempts(history):
    history.record(result(0.0, Status.TODO), "a")
    history.record(result(0.0, Status.MISSING), "b")
    assert history.standings() == {}


def test_it_is_there_again_after_closing(tmp_path):
    first = History.of_folder(tmp_path)
    check = CheckResult("zero padding", Status.FAILED, 0.0, 1.0, message="✗ wrong", wanted="3", got="2", mistake="m")
    first.record(result(3.0, checks=[check]), "digest")
    first.reveal_hints("output_size", 2)
    first.close()
    again = History.of_folder(tmp_path)
    assert again.standings()["output_size"].best == 3.0
    assert again.hints_revealed("output_size") == 2
    stored = again.last_run("output_size")
    assert stored.digest == "digest"
    assert stored.result.checks == (check,)
    again.close()


def test_the_last_run_is_kept_whole(tmp_path):
    rng = np.random.default_rng(0)
    wanted, got = rng.random((3, 3)), rng.random((3, 3))
    grids = Grids(wanted, got, (0, 1), wanted != got, rng.random((5, 5)))
    check = CheckResult("any size", Status.FAILED, 0.0, 1.0, grids=grids, mistake="m", at="0, 1")
    told = replace(
        result(3.0, checks=[check]), output="n is 7", seed=7, measures={"accuracy": 0.5}, pictures={"maps 1": wanted}
    )
    first = History.of_folder(tmp_path)
    first.record(replace(told, score=1.0), "older")
    first.record(told, "digest", finished=12.5)
    first.close()
    again = History.of_folder(tmp_path)
    kept = again.last_run("output_size")
    again.close()
    assert (kept.digest, kept.number, kept.finished) == ("digest", 2, 12.5)
    assert json_form.dumps(kept.result) == json_form.dumps(told)


def test_what_is_too_large_to_keep_loses_its_pictures_first(history):
    large = replace(result(3.0), pictures={"maps 1": np.zeros((1000, 1000))}, seed=7)
    history.record(large, "digest")
    kept = history.last_run("output_size").result
    assert (kept.seed, kept.score, kept.pictures) == (7, 3.0, {})


def test_runs_are_numbered_untouched_files_too(history):
    for status in (Status.TODO, Status.FAILED, Status.PASSED):
        history.record(result(0.0, status), "a")
    assert history.last_run("output_size").number == 3
    assert history.standings()["output_size"].scores == (0.0, 0.0)


def test_hints_are_never_unrevealed(history):
    history.reveal_hints("output_size", 3)
    history.reveal_hints("output_size", 1)
    assert history.hints_revealed("output_size") == 3
    assert history.hints_revealed("filtered_grid") == 0


def test_two_terminals_write_at_once(tmp_path):
    terminals = [History.of_folder(tmp_path) for _ in range(2)]

    def work(history, name):
        for number in range(20):
            history.record(result(float(number % 5), exercise=name), f"{name}{number}")

    threads = [threading.Thread(target=work, args=(one, f"e{i}")) for i, one in enumerate(terminals)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    standings = terminals[0].standings()
    assert [standings[name].attempts for name in ("e0", "e1")] == [20, 20]
    for one in terminals:
        one.close()


def test_no_write_ahead_log(tmp_path):
    database = open_database(tmp_path / "x.sqlite", HISTORY_STEPS)
    assert database.execute("PRAGMA journal_mode").fetchone()[0] == "delete"
    assert database.execute("PRAGMA busy_timeout").fetchone()[0] >= 1000
    database.close()


def test_an_older_schema_is_brought_up_to_date_and_keeps_its_rows(tmp_path):
    steps = ["CREATE TABLE a (x INTEGER)"]
    database = open_database(tmp_path / "x.sqlite", steps)
    database.execute("INSERT INTO a VALUES (7)")
    database.close()
    steps.append("ALTER TABLE a ADD COLUMN y INTEGER DEFAULT 1")
    database = open_database(tmp_path / "x.sqlite", steps)
    assert database.execute("SELECT x, y FROM a").fetchall() == [(7, 1)]
    database.close()


def test_a_newer_schema_is_refused_in_one_line(tmp_path):
    path = tmp_path / "x.sqlite"
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA user_version = 99")
    database.close()
    with pytest.raises(RecordsError, match=r"newer cnn-exercises[^\n]*$"):
        open_database(path, HISTORY_STEPS)


def test_a_damaged_file_is_refused_in_one_line(tmp_path):
    path = tmp_path / "x.sqlite"
    path.write_bytes(b"this is no database at all" * 100)
    with pytest.raises(RecordsError, match=r"damaged: move it away[^\n]*$"):
        open_database(path, HISTORY_STEPS)


def test_a_folder_that_cannot_be_made_is_one_line(tmp_path):
    (tmp_path / ".cnn-exercises").write_text("a file in the way")
    with pytest.raises(RecordsError, match=r"cannot be written[^\n]*$"):
        History.of_folder(tmp_path)


def test_a_full_disk_is_one_line(history, monkeypatch):
    class Full:
        def execute(self, *_):
            raise sqlite3.OperationalError("database or disk is full")

    real = history._connection
    monkeypatch.setattr(history, "_connection", Full())
    with pytest.raises(RecordsError, match=r"disk is full"):
        history.record(result(1.0), "a")
    monkeypatch.setattr(history, "_connection", real)


def test_a_starved_run_that_lost_points_is_neither_a_best_nor_a_worst(tmp_path):
    history = History(tmp_path / "h.sqlite")
    slow = ExerciseResult("f", Status.FAILED, 0.0, 3.0, 9.0, (), share=0.4)
    assert history.record(slow, "d").number == 1
    assert history.standings() == {}
    history.record(replace(slow, status=Status.PASSED, score=3.0), "d")
    assert history.standings()["f"].best == 3.0, "what passed on a busy machine has passed"
