"""Answers that behave the same are one group, and answers that don't never are."""

from __future__ import annotations

import time
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.classroom.gradebook.roll import Enrolled, Row
from grader.classroom.gradebook.store import Gradebook
from grader.classroom.report.groups import groups, writings
from grader.classroom.report.skeleton import skeleton
from grader.core.results import Outcome, OutcomeKind, Status, StudentResult
from grader.grading.verdict.behaviour import behaviour
from tests.unit.classes import everything, filled, result

RETURNED, RAISED = OutcomeKind.RETURNED, OutcomeKind.RAISED


def of(value) -> str:
    return behaviour([(0, Outcome(RETURNED, value))])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (0.1 + 0.2, 0.3),
        (np.array([1.0, 1e-17]), np.array([1.0, 0.0])),
        (np.array([0.0]), np.array([-0.0])),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}),
        ((1, 2), [1, 2]),
        (np.asfortranarray(np.arange(6.0).reshape(2, 3)), np.arange(6.0).reshape(2, 3)),
        (float("nan"), float("nan")),
    ],
)
def test_the_same_behaviour_written_in_another_way_is_the_same(one, other):
    assert of(one) == of(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (3, 3.0),
        (1, True),
        (1.0, 1.0001),
        (1e10, 1.0001e10),
        (np.zeros((2, 3)), np.zeros((3, 2))),
        (np.zeros(3), [0.0, 0.0, 0.0]),
        (float("inf"), float("-inf")),
        (float("nan"), float("inf")),
        (None, 0),
        ("3", 3),
        ([], None),
        (10**400, 10**400 + 1),
    ],
)
def test_another_behaviour_is_another(one, other):
    assert of(one) != of(other)


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(), st.lists, max_leaves=8))
def test_whatever_comes_back_has_a_behaviour(value):
    assert len(of(value)) == 16


def test_an_error_counts_by_its_type_and_not_by_its_words():
    told = [behaviour([(0, Outcome(RAISED, error="ValueError", message=words))]) for words in ("x is 1", "y is 2")]
    assert told[0] == told[1] != behaviour([(0, Outcome(RAISED, error="TypeError"))])


def row(student: str, **results) -> Row:
    by_name = {**everything(), **results}
    return Row(Enrolled(student), StudentResult(student, tuple(by_name.values())), dict.fromkeys(by_name, student), ())


def wrong(told: str, mistake: str | None = "padding left out"):
    found = result("flat", Status.FAILED, behaviour=told)
    return replace(found, checks=(found.checks[0], replace(found.checks[1], mistake=mistake)))


def test_groups_come_with_a_name_or_with_an_example():
    rows = [row(f"s{n}", flat=wrong("a")) for n in range(3)] + [row("t", flat=wrong("b", None))]
    named, unnamed = groups(rows)
    assert (named.exercise, named.line(), named.lost) == ("flat", "3 students: padding left out", 6.0)
    assert [answer.student for answer in named.answers] == ["s0", "s1", "s2"]
    assert unnamed.line().startswith("1 student, not explained: 1 of 2 checks passed")


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"call": "grid = 3\nflat(grid)", "got": "(2, 2)"}, "1 of 2 checks passed, flat(grid) -> (2, 2)"),
        ({"call": "flat(3)", "got": ""}, "1 of 2 checks passed, second"),
        ({"call": "", "got": "3"}, "1 of 2 checks passed, second"),
    ],
)
def test_an_answer_without_a_name_is_told_by_a_call(changes, told):
    answer = wrong("a", None)
    answer = replace(answer, checks=(answer.checks[0], replace(answer.checks[1], **changes)))
    (group,) = groups([row("s", flat=answer)])
    assert group.line() == f"1 student, not explained: {told}"


def test_a_file_that_never_ran_is_told_by_the_last_line_of_its_reason():
    never_ran = replace(wrong("a", None), message="line 3\n  return (\nSyntaxError: '(' was never closed")
    (group,) = groups([row("s", flat=never_ran)])
    assert group.line() == "1 student, not explained: SyntaxError: '(' was never closed"


def test_right_missing_and_unstarted_files_are_in_no_group():
    rows = [row("a"), row("b", flat=result("flat", behaviour="", output="x"))]
    assert groups(rows) == ()


def test_a_thousand_students_are_grouped_in_no_time():
    rows = [row(f"s{n}", flat=wrong(str(n % 40)), pool=wrong(str(n % 7))) for n in range(1000)]
    start = time.process_time()
    assert sum(len(group.answers) for group in groups(rows)) == 2000
    assert time.process_time() - start < 60  # the budget of a second is the bench's


SAME = (
    "def f(n, k):\n    '''Words.'''\n    total = n + k  # a comment\n    return total\n",
    "def f(size: int, kernel: int) -> int:\n    t: int = size + kernel\n    return (t)\n",
)


def test_names_comments_types_and_layout_are_no_difference():
    assert skeleton(SAME[0].encode()) == skeleton(SAME[1].encode()) != ""
    assert skeleton(SAME[0].encode()) != skeleton(SAME[0].replace("+", "-").encode())
    assert skeleton(b"def f(x):\n    return max(x)") != skeleton(b"def f(x):\n    return min(x)")
    helper = b"def g(a):\n    return a\n\ndef f(x):\n    return g(x)\n"
    assert skeleton(helper) == skeleton(helper.replace(b"g(", b"double("))


@pytest.mark.parametrize("source", [b"", b"def f(:", b"\0", b"(" * 5000, b"x" * (1 << 17), b"\xff\xfe"])
def test_what_is_no_python_has_a_skeleton_or_none_but_never_an_exception(source):
    assert isinstance(skeleton(source), str)


def test_writings_are_counted_where_the_files_are_kept():
    texts = {"s0": SAME[0].encode(), "s1": SAME[1].encode(), "s2": b"def f(n, k):\n    return k\n"}
    (group,) = groups([row(name, flat=wrong("a")) for name in texts])
    assert writings(group, texts.get) == 2 and writings(group, {}.get) == 0


def test_graded_files_are_kept_once_and_come_back(tmp_path):
    with Gradebook(filled(tmp_path / "g", {"ada": everything()})) as gradebook:
        with gradebook.writing():
            gradebook.sources.keep([("d1", b"x = 1\n" * 1000), ("d1", b"x = 1\n" * 1000), ("d2", b"")])
        assert gradebook.sources.read("d1") == b"x = 1\n" * 1000
        assert gradebook.sources.read("d2") is None and gradebook.sources.read("nothing") is None
