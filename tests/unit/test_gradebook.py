"""The gradebook: nothing that is known gets lost, whoever else has the file open, however a run ended."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from grader.classroom.gradebook.roll import Enrolled, Key
from grader.classroom.gradebook.store import Gradebook, GradebookError
from grader.core import json_form
from grader.core.results import Status
from tests.unit.classes import everything, filled, missing, plan, result


def key(student: str = "ada", exercise: str = "flat", digest: str = "d", version: str = "v1", seed: int = 0) -> Key:
    return Key(student, exercise, digest, version, seed)


@pytest.fixture
def gradebook(tmp_path):
    with Gradebook(tmp_path / "gradebook.sqlite") as opened:
        opened.begin(plan(), [Enrolled("ada"), Enrolled("bob")])
        yield opened


def test_a_result_comes_back_whole():
    pictures = {"losses": np.linspace(2, 1, 5, dtype=np.float32), "confusion": np.arange(9).reshape(3, 3)}
    told = result(
        "flat", Status.FAILED, output="é\x1b\ud800", measures={"accuracy": np.float32(0.5)}, pictures=pictures
    )
    back = json_form.loads(json_form.dumps(told))
    assert json_form.dumps(back) == json_form.dumps(told)
    assert back.status is Status.PARTIAL and back.checks[1].status is Status.FAILED
    assert back.checks[1].grids.first == (0, 0) and back.checks[1].grids.given is None
    np.testing.assert_array_equal(back.checks[1].grids.wrong, told.checks[1].grids.wrong)
    np.testing.assert_array_equal(back.pictures["confusion"], pictures["confusion"])


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        *((np.dtype(name), name) for name in ("bool", "float32", "float64", "int64")),
        *((np.dtype(name), "float64") for name in ("uint8", "int32", "float16", ">f8")),
    ],
)
def test_a_picture_keeps_its_numbers_and_its_kind(given, kept):
    picture = np.array([[0, 1, 1], [1, 0, 1]], dtype=given)[:, ::-1]
    back = json_form.loads(json_form.dumps(result("flat", pictures={"losses": picture}))).pictures["losses"]
    assert back.dtype == kept
    np.testing.assert_array_equal(back, picture.astype(kept))


@pytest.mark.parametrize("name", ["object", "complex128", "U9", "no such kind"])
def test_a_stored_array_of_another_kind_is_refused(name):
    stored = json_form.dumps(result("flat", pictures={"losses": np.zeros(2)}))
    with pytest.raises(ValueError, match="array of"):
        json_form.loads(stored.replace('"float64"', f'"{name}"'))


def test_a_measure_that_is_no_number_is_left_out():
    told = result("flat", measures={"accuracy": 0.5, "loss": float("nan"), "baseline": float("inf")})
    assert json_form.loads(json_form.dumps(told)).measures == {"accuracy": 0.5}


def test_what_was_kept_is_known_after_reopening(gradebook):
    with gradebook.writing():
        gradebook.note_work([key()])
        gradebook.keep(key(), result("flat"))
    with Gradebook(gradebook.path) as again:
        assert again.same_sources([key()])[0][0]
        rows = {row.enrolled.student: row for row in again.rows()}
    assert rows["ada"].result.exercises[0].score == 3.0
    assert rows["ada"].ungraded == ("training", "net", "pool")


@pytest.mark.parametrize(
    "other", [key(digest="e"), key(version="v2"), key(seed=1), key(student="bob"), key(exercise="pool")]
)
def test_another_file_version_seed_or_student_is_another_run(gradebook, other):
    with gradebook.writing():
        gradebook.keep(key(), result("flat"))
    assert gradebook.same_sources([key()])[0][0] and not gradebook.same_sources([other])[0][0]


@pytest.mark.parametrize("kept", [key(version="v2"), key(seed=1), key(digest="before")])
def test_a_row_has_only_results_of_this_file_version_and_seed(gradebook, kept):
    with gradebook.writing():
        gradebook.note_work([replace(kept, digest="d")])
        gradebook.keep(kept, result("flat"))
    row = next(gradebook.rows())
    assert row.result.exercises[0].score == 0 and "flat" in row.ungraded and row.digests == {}
    assert gradebook.left() == 8
    with gradebook.writing():
        gradebook.keep(key(), result("flat"))
    row = next(gradebook.rows())
    assert row.result.exercises[0].score == 3.0 and row.digests == {"flat": "d"}
    assert gradebook.left() == 7


def test_what_a_student_no_longer_hands_in_is_gone_after_a_fresh_grading(gradebook):
    with gradebook.writing():
        gradebook.note_work([key()])
        gradebook.keep(key(), result("flat"))
    gradebook.begin(plan(), [Enrolled("ada")], fresh=True)
    with gradebook.writing():
        gradebook.note_work([key(digest="nothing")], absent=True)
        gradebook.keep(key(digest="nothing"), missing("flat"))
    (row,) = gradebook.rows()
    assert row.result.exercises[0].status is Status.MISSING
    assert gradebook.left() == 3


def test_nothing_stays_of_who_left_the_class_without_handing_in(gradebook):
    gradebook.begin(plan(), [Enrolled("ada"), Enrolled("bob", handed_in=False)], fresh=True)
    with gradebook.writing():
        gradebook.note_work([key(student="bob", digest="nothing")], absent=True)
        gradebook.note_work([key()])
    gradebook.begin(plan(), [Enrolled("ada")])
    assert [one.student for one in gradebook.roll()] == ["ada"]
    assert gradebook.digest_of("bob", "flat") == "" and gradebook.digest_of("ada", "flat") == "d"


def test_an_identical_file_of_somebody_else_is_found(gradebook):
    with gradebook.writing():
        gradebook.keep(key(), result("flat"))
    is_own, found = gradebook.same_sources([key(student="bob")])[0]
    assert not is_own and found.score == 3.0
    assert gradebook.same_sources([key(student="bob", digest="e")])[0] == (False, None)


def test_what_is_not_graded_stands_in_without_points(gradebook):
    row = next(gradebook.rows())
    assert [one.score for one in row.result.exercises] == [0, 0, 0, 0]
    assert row.result.max_score == 12.0
    assert gradebook.left() == 8 and not gradebook.complete()


def test_a_failure_of_the_grader_is_told_and_gone_once_it_works(gradebook):
    with gradebook.writing():
        gradebook.note_failure(key(), "RuntimeError: it fell over")
    assert "it fell over" in next(gradebook.rows()).result.exercises[0].message
    gradebook.begin(plan(), [Enrolled("ada")])
    assert gradebook.failures() == []


def test_complete_when_everybody_has_everything_and_the_grading_ended(tmp_path):
    path = filled(tmp_path / "g.sqlite", {"ada": everything(), "bob": everything()})
    with Gradebook(path) as gradebook:
        assert gradebook.left() == 0 and not gradebook.complete(), "a file may have changed: nobody has looked yet"
        gradebook.finish()
        assert gradebook.complete()
        gradebook.reopen()
        assert not gradebook.complete()


def test_a_grading_begins_with_everything_known_unless_fresh(tmp_path):
    path = filled(tmp_path / "g.sqlite", {"ada": everything()})
    with Gradebook(path) as gradebook:
        gradebook.finish()
        gradebook.begin(plan(), [Enrolled("ada")])
        assert not gradebook.complete() and gradebook.same_sources([key(digest="ada flat")])[0][0]
        gradebook.begin(plan(), [Enrolled("ada")], fresh=True)
        assert not gradebook.same_sources([key(digest="ada flat")])[0][0]


def test_the_roll_comes_back_with_times_and_identities(gradebook):
    moment = datetime(2026, 11, 20, 12, tzinfo=UTC)
    zoe = Enrolled(
        "Zoë", False, moment, {"canvas_id": "7"}, ("late",), {"flat": "flat (1).py"}, "Gradescope", timedelta(), moment
    )
    gradebook.begin(plan(), [Enrolled("ada"), zoe], fresh=True)
    assert list(gradebook.roll()) == [zoe, Enrolled("ada")], "sorted by name"


def test_a_half_done_transaction_never_happened(gradebook):
    with pytest.raises(RuntimeError), gradebook.writing():
        gradebook.keep(key(), result("flat"))
        raise RuntimeError
    assert not gradebook.same_sources([key()])[0][0]


def test_the_journal_is_one_that_nfs_can_hold(gradebook):
    mode = sqlite3.connect(gradebook.path).execute("PRAGMA journal_mode").fetchone()[0]
    assert mode == "delete"


def test_two_programs_write_the_same_file(gradebook):
    def work(name: str) -> None:
        with Gradebook(gradebook.path) as mine:
            for number in range(40):
                with mine.writing():
                    mine.keep(key(student=name, digest=str(number)), result("flat"))

    threads = [threading.Thread(target=work, args=(name,)) for name in ("ada", "bob", "zoe")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for name in ("ada", "bob", "zoe"):
        assert all(gradebook.same_sources([key(student=name, digest=str(number))])[0][0] for number in range(40))
    assert sqlite3.connect(gradebook.path).execute("PRAGMA integrity_check").fetchone()[0] == "ok"


KILLED = """
import sys
from pathlib import Path
from grader.classroom.gradebook.store import Gradebook
from grader.classroom.gradebook.roll import Enrolled, Key
from tests.unit.classes import plan, result
with Gradebook(Path(sys.argv[1])) as gradebook:
    gradebook.begin(plan(), [Enrolled("ada")])
    for number in range(100000):
        with gradebook.writing():
            gradebook.keep(Key("ada", "flat", str(number), "v1", 0), result("flat"))
        print(number, flush=True)
"""


def test_what_was_said_to_be_kept_survives_a_kill(tmp_path):
    path = tmp_path / "g.sqlite"
    root = Path(__file__).parents[2]
    process = subprocess.Popen([sys.executable, "-c", KILLED, str(path)], stdout=subprocess.PIPE, text=True, cwd=root)
    told = [process.stdout.readline() for _ in range(20)]
    process.send_signal(signal.SIGKILL)
    told += process.stdout.read().splitlines()
    process.wait()
    whole = [line.strip() for line in told if line.strip().isdigit()]
    assert len(whole) >= 20
    with Gradebook(path) as gradebook:
        assert all(gradebook.same_sources([key(digest=number)])[0][0] for number in whole)


@pytest.mark.parametrize("other", [key(digest="e"), key(version="v2"), key(seed=1), key(exercise="pool")])
def test_outcomes_are_those_of_this_file_version_and_seed_whoever_handed_it_in(gradebook, other):
    with gradebook.writing():
        gradebook.answers.keep(key(), b"of this run")
        gradebook.answers.keep(other, b"of another")
        gradebook.answers.keep(other, b"")
    assert gradebook.answers.read(key(student="bob")) == b"of this run"
    assert gradebook.answers.read(other) is None
    with gradebook.writing():
        gradebook.answers.forget(["flat"])
    assert gradebook.answers.read(key()) is None


def test_a_graded_file_comes_back_and_a_made_up_one_fills_no_memory(gradebook):
    with gradebook.writing():
        gradebook.sources.keep([("d", b"x = 1\n"), ("e", b""), ("bomb", bytes(1 << 23))])
        gradebook.sources.keep([("d", b"another file under the same digest")])
    assert gradebook.sources.read("d") == b"x = 1\n"
    assert gradebook.sources.read("e") is None
    assert len(gradebook.sources.read("bomb")) == 1 << 21
    sqlite3.connect(gradebook.path, isolation_level=None).execute("UPDATE sources SET content = 'rubbish'")
    assert gradebook.sources.read("d") is None


@pytest.mark.parametrize(
    "content", [b"not a database at all, but long enough to look at" * 50, b"SQLite format 3\0broken"]
)
def test_a_file_that_is_no_gradebook_is_one_line(tmp_path, content):
    (tmp_path / "g.sqlite").write_bytes(content)
    with pytest.raises(GradebookError) as told, Gradebook(tmp_path / "g.sqlite") as gradebook:
        gradebook.plan()
    assert "\n" not in str(told.value) and "g.sqlite" in str(told.value)


def test_no_file_is_made_where_one_was_to_be_read(tmp_path):
    with pytest.raises(GradebookError, match="no gradebook"):
        Gradebook(tmp_path / "g.sqlite", create=False)
    assert list(tmp_path.iterdir()) == []


def test_nothing_graded_yet_is_said(tmp_path):
    with Gradebook(tmp_path / "g.sqlite") as gradebook, pytest.raises(GradebookError, match="nothing has been graded"):
        gradebook.plan()


@pytest.mark.parametrize("student", ["s1", "new"])
def test_looking_a_file_up_costs_the_same_however_many_handed_it_in(tmp_path, student):
    """Ten thousand untouched starters are ten thousand rows of one file."""
    steps = []
    with Gradebook(tmp_path / "book") as gradebook:
        for students in (3, 300):
            with gradebook.writing():
                for number in range(students):
                    gradebook.keep(key(student=f"s{number}"), result("flat"))
            steps.append(0)

            def count() -> int:
                steps[-1] += 1
                return 0

            gradebook._connection.set_progress_handler(count, 1)
            own, found = gradebook.same_sources([key(student=student)])[0]
            gradebook._connection.set_progress_handler(None, 1)
            assert own == (student == "s1") and (found == result("flat") or own)
    assert steps[1] <= steps[0] + 10, "instructions of the database"
