"""What changed between two gradings, and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from grader.classroom.gradebook.decide import changed_points
from grader.classroom.gradebook.late import Policy
from grader.classroom.gradebook.roll import Enrolled, Key
from grader.classroom.gradebook.store import Gradebook
from grader.classroom.report.changes import compare
from grader.core.results import Status
from tests.unit.classes import LESSONS, everything, filled, plan, result


def lines(before, after) -> list[str]:
    with Gradebook(before) as first, Gradebook(after) as second:
        return list(compare(first, second))


def test_nothing_changed(tmp_path):
    one = filled(tmp_path / "1", {"ada": everything()})
    two = filled(tmp_path / "2", {"ada": everything(seconds=9.0)})
    assert lines(one, two) == ["1 student in both: mean of what counts 12.00 -> 12.00; 0 up, 0 down, 1 as before"]


def test_a_changed_file_is_the_reason_and_its_checks_are_told(tmp_path):
    one = filled(tmp_path / "1", {"ada": everything(), "bob": everything()})
    two = filled(tmp_path / "2", {"ada": everything(), "bob": everything()})
    with Gradebook(two) as gradebook, gradebook.writing():
        key = Key("bob", "pool", "another", "v1", 0)
        gradebook.note_work([key])
        gradebook.keep(key, result("pool", Status.FAILED))
    told = lines(one, two)
    assert told[0] == "2 students in both: mean of what counts 12.00 -> 11.00; 0 up, 1 down, 1 as before"
    assert told[1] == "bob: 12 -> 10 points count"
    assert told[2] == "  pool: 3 -> 1 of 3 (another file was handed in)"
    assert told[3] == "      second: passed, now wrong answer (looks like: padding left out)"


def test_seed_version_and_chance_are_reasons(tmp_path):
    one = filled(tmp_path / "1", {"ada": everything()})
    seeds = filled(tmp_path / "2", {"ada": everything(Status.FAILED)}, plan(seed=5))
    versions = filled(tmp_path / "3", {"ada": everything(Status.FAILED)}, plan(version="v2"))
    chance = filled(tmp_path / "4", {"ada": everything(Status.TIMEOUT)})
    assert "(seed 5 in place of 0)" in "\n".join(lines(one, seeds))
    assert "the exercise or its settings changed" in "\n".join(lines(one, versions))
    assert "(the same file did otherwise: random, or at its time limit)" in "\n".join(lines(one, chance))


def test_who_and_what_is_only_in_one_of_them(tmp_path):
    one = filled(tmp_path / "1", {"ada": everything(), "bob": everything()})
    two = filled(tmp_path / "2", {"bob": everything(), "zoe": everything()}, plan(LESSONS[:2]))
    told = lines(one, two)
    assert "pool was graded only in the first" in told
    assert "ada: only in the first" in told
    assert "zoe: only in the second, 6 points" in told
    back = lines(two, one)
    assert "pool was graded only in the second" in back and "net was graded only in the first" not in back
    assert "zoe: only in the first" in back


def test_what_was_not_graded_is_no_verdict(tmp_path):
    one = filled(tmp_path / "1", {"ada": everything()})
    two = filled(tmp_path / "2", {"ada": {}}, ada=Enrolled("ada"))
    assert any(line.endswith("(not graded in one of them)") for line in lines(one, two))


def test_lateness_alone_is_a_change_of_what_counts(tmp_path):
    due = datetime(2026, 11, 20, 23, 59, tzinfo=UTC)
    late = {"ada": Enrolled("ada", True, due + timedelta(hours=2))}
    one = filled(tmp_path / "1", {"ada": everything()}, plan(policy=Policy(due, 10.0)), **late)
    two = filled(tmp_path / "2", {"ada": everything()}, plan(policy=Policy(due, 20.0)), **late)
    told = lines(one, two)
    assert "0 up, 1 down" in told[0]
    assert told[1].startswith("ada: 10.8 -> 9.6 points count (lateness: 1 day late")


def test_the_same_status_with_other_points_is_told_as_points(tmp_path):
    one = filled(tmp_path / "1", {"ada": everything(Status.FAILED)})
    better = result("flat", Status.FAILED)
    checks = (better.checks[0], replace(better.checks[1], points=1.0))
    two = filled(
        tmp_path / "2", {"ada": {**everything(Status.FAILED), "flat": replace(better, checks=checks, score=2.0)}}
    )
    assert "      second: 0 -> 1 points (looks like: padding left out)" in lines(one, two)


def test_a_file_that_is_not_loaded_any_more_is_told_by_its_message(tmp_path):
    wrong = replace(result("flat"), status=Status.ERROR, score=0.0, checks=(), message="flat.py: line 1 lacks a colon")
    right = filled(tmp_path / "1", {"ada": everything()})
    broken = filled(tmp_path / "2", {"ada": {**everything(), "flat": wrong}})
    chance = "(the same file did otherwise: random, or at its time limit)"
    assert lines(right, broken)[2:] == [f"  flat: 3 -> 0 of 3 {chance}", "      flat.py: line 1 lacks a colon"]
    mended = lines(broken, right)
    assert mended[0].endswith("mean of what counts 9.00 -> 12.00; 1 up, 0 down, 0 as before")
    assert mended[2:] == [f"  flat: 0 -> 3 of 3 {chance}"]


def test_who_won_as_many_points_as_they_lost_is_neither_up_nor_down_nor_as_before(tmp_path):
    one = filled(tmp_path / "1", {"ada": {**everything(), "flat": result("flat", Status.FAILED)}})
    two = filled(tmp_path / "2", {"ada": {**everything(), "pool": result("pool", Status.FAILED)}})
    told = lines(one, two)
    assert told[0] == "1 student in both: mean of what counts 10.00 -> 10.00; 0 up, 0 down, 0 as before"
    assert told[1] == "ada: 10 -> 10 points count"


def test_what_changed_beside_the_checks_is_told_and_taken_back(tmp_path):
    due = datetime(2026, 11, 20, 23, 59, tzinfo=UTC)
    late = {"ada": Enrolled("ada", True, due + timedelta(hours=2))}
    one = filled(tmp_path / "1", {"ada": everything()}, plan(policy=Policy(due, 10.0)), **late)
    two = filled(tmp_path / "2", {"ada": everything()}, plan(policy=Policy(due, 0.0)), **late)
    with Gradebook(two) as gradebook:
        gradebook.decide([changed_points(gradebook, "ada", "flat", "1", "a slip")])
    lateness = "lateness: 1 day late, 0% taken off: 10 points count"
    assert lines(one, two)[1:] == [
        f"ada: 10.8 -> 10 points count ({lateness}; changed by hand: flat: 3 changed to 1: a slip)"
    ]
    assert lines(two, one)[1].endswith("; changed by hand: nothing any more)")
