"""The corpus through the real pipeline: right files in every style pass, wrong ones lose points and are named.

The exercises that train take minutes: `make corpus` looks at those.
"""

from __future__ import annotations

import pytest

from grader.core.lessons import find
from grader.core.results import Status
from grader.sandbox.parent.client import Sandbox
from tests.corpus import ONE_SLIP, graded, is_explained, misled, names_of, specimens

SLOW = {"training", "improve", "transfer_learning"}
FILES = [specimen for specimen in specimens() if specimen.exercise not in SLOW]
LEAST_RIGHT, LEAST_WRONG = 4, 8


LONGEST = 14
"""Lines of a message before its grids, and before the call to paste."""


def before_the_evidence(message: str) -> list[str]:
    """A message's lines up to the first grid or call; none wider than 80 columns with the margin of `check`."""
    lines = message.splitlines()
    ends = (at for at, line in enumerate(lines) if line.startswith(("    yours", "    wanted", "  try:", "  edit ")))
    return lines[: next(ends, len(lines))]


@pytest.fixture(scope="module")
def sandbox():
    with Sandbox() as warm:
        yield warm


@pytest.mark.parametrize("specimen", [one for one in FILES if one.right], ids=lambda one: one.name)
def test_a_right_file_passes_in_any_style(specimen, sandbox):
    result = graded(find(specimen.exercise), specimen, sandbox)
    assert result.status is Status.PASSED, [check.message for check in result.checks if check.message]
    assert result.score == result.max_score
    assert result.diagnosis is None


@pytest.mark.parametrize("exercise", sorted({one.exercise for one in FILES}))
def test_wrong_files_lose_a_tenth_and_are_explained_and_never_by_a_wrong_name(exercise, sandbox):
    wrong = [one for one in FILES if one.exercise == exercise and not one.right]
    results = [(one, graded(find(exercise), one, sandbox)) for one in wrong]
    assert not [one.name for one, result in results if result.score > 0.9 * result.max_score]
    assert not [(one.name, misled(one, result)) for one, result in results if misled(one, result)]
    told = [check.message for _, result in results for check in result.checks]
    assert not [message for message in told if len(before_the_evidence(message)) > LONGEST]
    single = [(one, result) for one, result in results if one.kind == ONE_SLIP]
    assert not [one.name for one, result in single if not set(one.mistakes) <= names_of(result)]
    assert sum(is_explained(result) for _, result in results) >= 0.85 * len(results)


def test_what_nothing_explains_is_shown_on_the_smallest_call_that_goes_wrong(sandbox):
    (specimen,) = (one for one in FILES if one.name == "max_pooling/undeclared_second_largest")
    first, *_ = graded(find("max_pooling"), specimen, sandbox).checks
    assert (first.mistakes, first.insight) == ((), None)
    assert "the smallest call found that goes wrong" in first.message
    assert first.call == "max_pool(np.array([[1, 3], [2, 5]], float))"


def test_every_exercise_has_its_corpus():
    from grader.core.lessons import lessons

    for lesson in lessons():
        found = specimens(lesson.name)
        rights = sum(one.right for one in found)
        assert rights >= LEAST_RIGHT, lesson.name
        assert len(found) - rights >= LEAST_WRONG, lesson.name


def test_most_wrong_files_are_named():
    wrong = [one for one in specimens() if not one.right and one.kind == ONE_SLIP]
    assert sum(bool(one.mistakes) for one in wrong) >= 0.7 * len(wrong)
