"""A class that arrives in pieces: something beats nothing, then the newest wins, in any order of arrival."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grader.classroom.gradebook.arrivals import Claim, joined_plan, joined_roll, winners
from grader.classroom.gradebook.merge import merge
from grader.classroom.gradebook.roll import Enrolled, Key
from grader.classroom.gradebook.store import Gradebook
from grader.core.results import Status
from tests.unit.classes import LESSONS, missing, plan, result

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def graded(path, files, begun=None, submitted=None, of=None, fresh=False):
    """A grading into `path`: `files` are (student, exercise) -> a text; "" is a file that is not there."""
    of = of or plan()
    with Gradebook(path) as gradebook:
        students = sorted({student for student, _ in files})
        roll = [
            Enrolled(one, any(files[key] for key in files if key[0] == one), (submitted or {}).get(one))
            for one in students
        ]
        gradebook.begin(of, roll, fresh=fresh)
        with gradebook.writing():
            if begun is not None:
                gradebook.meta.put("begun", repr(begun))
            for student in students:
                for planned in of.exercises:
                    text = files.get((student, planned.name), "")
                    key = Key(student, planned.name, text or "nothing", planned.version, of.seed)
                    told = result(planned.name, Status.FAILED if "wrong" in text else Status.PASSED)
                    gradebook.note_work([key], absent=not text)
                    gradebook.keep(key, told if text else missing(planned.name))
        gradebook.finish()
    return path


def counts(path) -> dict[tuple[str, str], str]:
    """Which file counts for each student and exercise."""
    with Gradebook(path, create=False) as gradebook:
        return {
            (row.enrolled.student, exercise): digest
            for row in gradebook.rows()
            for exercise, digest in row.digests.items()
            if digest != "nothing"
        }


def test_a_second_zip_with_the_latecomers_leaves_the_class_as_it_was(tmp_path):
    path = tmp_path / "g"
    graded(path, {("ada", "flat"): "a1", ("bob", "flat"): "b1", ("zoe", "flat"): ""})
    graded(path, {("zoe", "flat"): "z1", ("ada", "flat"): "", ("bob", "flat"): "b2"})
    assert counts(path) == {("ada", "flat"): "a1", ("bob", "flat"): "b2", ("zoe", "flat"): "z1"}
    with Gradebook(path) as gradebook:
        assert {one.student: one.handed_in for one in gradebook.roll()} == {"ada": True, "bob": True, "zoe": True}


def test_whose_earlier_files_count_is_said():
    joined = joined_roll([Enrolled("ada"), Enrolled("bob")], [Enrolled("bob"), Enrolled("cyd")])
    assert (joined.kept, [one.student for one in joined.roll]) == (("ada",), ["bob", "cyd", "ada"])


def test_an_older_hand_in_does_not_replace_a_newer_one(tmp_path):
    path = tmp_path / "g"
    graded(path, {("ada", "flat"): "new"}, submitted={"ada": NOON})
    graded(path, {("ada", "flat"): "old"}, submitted={"ada": NOON - timedelta(hours=1)})
    assert counts(path) == {("ada", "flat"): "new"}


def test_fresh_counts_only_what_is_there_now(tmp_path):
    path = tmp_path / "g"
    graded(path, {("ada", "flat"): "a1", ("bob", "flat"): "b1"})
    graded(path, {("bob", "flat"): "b2"}, fresh=True)
    assert counts(path) == {("bob", "flat"): "b2"}


def test_one_exercise_graded_again_changes_only_that_one(tmp_path):
    path = tmp_path / "g"
    graded(path, {("ada", "flat"): "a1", ("ada", "pool"): "p1"})
    graded(path, {("ada", "pool"): "p2 wrong"}, of=plan(LESSONS[3:]))
    assert counts(path) == {("ada", "flat"): "a1", ("ada", "pool"): "p2 wrong"}
    with Gradebook(path) as gradebook:
        assert [planned.name for planned in gradebook.plan().exercises] == ["flat", "training", "net", "pool"]


def test_another_seed_is_another_grading():
    assert joined_plan(plan(seed=1), plan(LESSONS[:1], seed=2)).exercises == plan(LESSONS[:1]).exercises


def test_something_beats_nothing_in_a_merge(tmp_path):
    one = graded(tmp_path / "1", {("ada", "flat"): "", ("bob", "flat"): "b1"}, begun=2.0)
    two = graded(tmp_path / "2", {("ada", "flat"): "a1"}, begun=1.0)
    for order in ([one, two], [two, one]):
        merge(order, tmp_path / "all")
        assert counts(tmp_path / "all") == {("ada", "flat"): "a1", ("bob", "flat"): "b1"}


pieces = st.lists(
    st.dictionaries(
        st.tuples(st.sampled_from(["ada", "bob"]), st.sampled_from(["flat", "pool"])),
        st.sampled_from(["", "x", "y wrong", "z"]),
        min_size=1,
    ),
    min_size=2,
    max_size=3,
)


@given(pieces)
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_merge_is_the_same_in_any_order_and_loses_nobody(tmp_path_factory, files):
    folder = tmp_path_factory.mktemp("merge")
    paths = [graded(folder / str(n), piece, begun=float(n)) for n, piece in enumerate(files)]
    found = []
    for n, order in enumerate(itertools.permutations(paths)):
        merge(order, folder / f"all{n}")
        found.append(counts(folder / f"all{n}"))
    assert all(one == found[0] for one in found)
    handed_in = {key for piece in files for key, text in piece.items() if text}
    assert set(found[0]) == handed_in


candidates = st.builds(
    lambda name, digests, begun, hours: Claim(
        Enrolled("ada", bool(digests), NOON + timedelta(hours=hours) if hours else None), digests, begun, name
    ),
    st.sampled_from("ABC"),
    st.dictionaries(st.sampled_from(["flat", "pool"]), st.sampled_from("xyz")),
    st.floats(0, 3),
    st.integers(0, 3),
)


@given(st.lists(candidates, min_size=1, max_size=4), st.randoms(use_true_random=False))
def test_which_file_counts_does_not_depend_on_the_order(found, order):
    shuffled = [replace(one) for one in found]
    order.shuffle(shuffled)

    def told(some):
        return {exercise: one.digests[exercise] for exercise, one in winners(some).items()}

    assert told(shuffled) == told(found)


@pytest.mark.parametrize("times", [1, 3])
def test_a_shard_run_twice_changes_nothing(tmp_path, times):
    for _ in range(times):
        graded(tmp_path / "g", {("ada", "flat"): "a1"})
    assert counts(tmp_path / "g") == {("ada", "flat"): "a1"}
