"""The corpus through the real pipeline: right files in every style pass, wrong ones lose points and are named.

The exercises that train take minutes: `make corpus` looks at those.
"""

from __future__ import annotations

import pytest

from grader.core.lessons import find
from grader.core.results import Status
from grader.sandbox.parent.client import Sandbox
from tests.corpus import graded, names_of, specimens

SLOW = {"training", "improve", "transfer_learning"}
FILES = [specimen for specimen in specimens() if specimen.exercise not in SLOW]
LEAST_RIGHT, LEAST_WRONG = 4, 8


@pytest.fixture(scope="module")
def sandbox():
    with Sandbox() as warm:
        yield warm


@pytest.mark.parametrize("specimen", [one for one in FILES if one.right], ids=lambda one: one.name)
def test_a_right_file_passes_in_any_style(specimen, sandbox):
    result = graded(find(specimen.exercise), specimen, sandbox)
    assert result.status is Status.PASSED, [check.message for check in result.checks if check.message]
    assert result.score == result.max_score


@pytest.mark.parametrize("specimen", [one for one in FILES if not one.right], ids=lambda one: one.name)
def test_a_wrong_file_loses_a_tenth_and_is_named(specimen, sandbox):
    result = graded(find(specimen.exercise), specimen, sandbox)
    assert result.score <= 0.9 * result.max_score
    if specimen.mistake:
        assert specimen.mistake in names_of(result)


def test_every_exercise_has_its_corpus():
    from grader.core.lessons import lessons

    for lesson in lessons():
        found = specimens(lesson.name)
        rights = sum(one.right for one in found)
        assert rights >= LEAST_RIGHT, lesson.name
        assert len(found) - rights >= LEAST_WRONG, lesson.name


def test_most_wrong_files_are_named():
    wrong = [one for one in specimens() if not one.right]
    assert sum(bool(one.mistake) for one in wrong) >= 0.7 * len(wrong)
