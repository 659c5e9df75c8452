"""Shards' gradebooks become one, and what does not belong together is refused."""

from __future__ import annotations

import pytest

from grader.classroom.gradebook.merge import merge
from grader.classroom.gradebook.roll import Enrolled, Key
from grader.classroom.gradebook.store import Gradebook, GradebookError
from grader.core.results import Status
from tests.unit.classes import everything, filled, plan, result


def scores(path) -> dict[str, float]:
    with Gradebook(path, create=False) as gradebook:
        return {row.enrolled.student: row.result.score for row in gradebook.rows()}


def test_shards_become_one_class(tmp_path):
    one = filled(tmp_path / "1", {"ada": everything(), "zoe": everything(Status.FAILED)}, plan(shard="1/2"))
    two = filled(tmp_path / "2", {"bob": everything()}, plan(shard="2/2"))
    merged = merge([one, two], tmp_path / "all")
    assert (merged.students, merged.left, merged.conflicts) == (3, 0, ())
    assert scores(tmp_path / "all") == {"ada": 12.0, "bob": 12.0, "zoe": 4.0}
    with Gradebook(tmp_path / "all") as whole:
        assert whole.plan().shard == "" and not whole.complete(), "no shard came to its end"
    for path in (one, two):
        with Gradebook(path) as shard:
            shard.finish()
    merge([one, two], tmp_path / "all")
    with Gradebook(tmp_path / "all") as whole:
        assert whole.complete()


def test_files_that_belong_to_nobody_are_named_once(tmp_path):
    paths = [filled(tmp_path / name, {name: everything()}) for name in "ab"]
    for path in paths:
        with Gradebook(path) as shard:
            shard.begin(plan(), list(shard.roll()), unmapped=["stray.py", "x.zip"])
    merge(paths, tmp_path / "all")
    with Gradebook(tmp_path / "all") as whole:
        assert whole.unmapped() == ("stray.py", "x.zip")


def test_merging_again_changes_nothing(tmp_path):
    one = filled(tmp_path / "1", {"ada": everything()})
    merge([one], tmp_path / "all")
    before = scores(tmp_path / "all")
    merge([one], tmp_path / "all")
    assert scores(tmp_path / "all") == before


def test_what_is_not_graded_yet_is_counted(tmp_path):
    one = filled(tmp_path / "1", {"ada": {"flat": result("flat")}})
    assert merge([one], tmp_path / "all").left == 3
    assert merge([one], tmp_path / "all", [Enrolled("absent")]).left == 7


def test_a_failure_of_the_grader_is_carried_over(tmp_path):
    one = filled(tmp_path / "1", {"ada": {}})
    with Gradebook(one) as gradebook, gradebook.writing():
        gradebook.note_failure(Key("ada", "flat", "", "v1", 0), "it fell over")
    merge([one], tmp_path / "all")
    with Gradebook(tmp_path / "all") as whole:
        assert whole.failures() == [("ada", "flat", "it fell over")]


def test_a_student_in_two_shards_with_other_files_is_told(tmp_path):
    one = filled(tmp_path / "1", {"ada": everything()})
    two = filled(tmp_path / "2", {"ada": {"flat": result("flat", Status.FAILED)}})
    with Gradebook(two) as gradebook, gradebook.writing():
        other = Key("ada", "flat", "another file", "v1", 0)
        gradebook.note_work([other])
        gradebook.keep(other, result("flat", Status.FAILED))
    merged = merge([one, two], tmp_path / "all")
    assert len(merged.conflicts) == 1 and "ada" in merged.conflicts[0]
    assert scores(tmp_path / "all") == {"ada": 10.0}, "the newest file counts"


@pytest.mark.parametrize("other", [plan(seed=1), plan(version="v2")])
def test_another_seed_or_version_is_refused(tmp_path, other):
    one = filled(tmp_path / "1", {"ada": everything()})
    two = filled(tmp_path / "2", {"bob": everything()}, other)
    with pytest.raises(GradebookError, match="cannot be joined"):
        merge([one, two], tmp_path / "all")


def test_the_target_is_not_one_of_the_sources(tmp_path):
    one = filled(tmp_path / "1", {"ada": everything()})
    with pytest.raises(GradebookError, match="another file"):
        merge([one], one)
    assert scores(one) == {"ada": 12.0}


def test_a_gradebook_that_is_not_there(tmp_path):
    with pytest.raises(GradebookError, match="no gradebook"):
        merge([tmp_path / "none"], tmp_path / "all")


def test_a_result_that_says_it_is_another_exercise_ends_no_merge(tmp_path):
    one = filled(tmp_path / "1", {"ada": everything()})
    with Gradebook(one) as gradebook, gradebook.writing():
        gradebook.keep(Key("ada", "flat", gradebook.digest_of("ada", "flat"), "v1", 0), result("pool"))
    assert merge([one], tmp_path / "all").students == 1
