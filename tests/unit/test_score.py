"""Checks to points and one status."""

from __future__ import annotations

import pytest

from grader.core.results import CheckResult, Status
from grader.grading.verdict import score

PASSED, FAILED, ERROR, TODO, TIMEOUT = Status.PASSED, Status.FAILED, Status.ERROR, Status.TODO, Status.TIMEOUT


def checks(*statuses, points=0.0):
    return [CheckResult("c", status, 2.0 if status is PASSED else points, 2.0) for status in statuses]


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        ((PASSED, PASSED), PASSED),
        ((PASSED, ERROR), Status.PARTIAL),
        ((FAILED, PASSED), Status.PARTIAL),
        ((TODO, ERROR), TODO),
        ((TIMEOUT, FAILED), TIMEOUT),
        ((ERROR, TODO), ERROR),
    ],
)
def test_an_exercise_with_no_check_passed_has_the_status_of_its_first(statuses, expected):
    assert score.exercise_status(checks(*statuses)) is expected


def test_part_of_an_open_ended_checks_points_is_partial():
    assert score.exercise_status(checks(FAILED, points=0.5)) is Status.PARTIAL


def test_the_score_is_the_sum_of_the_checks_points():
    assert score.total(checks(PASSED, FAILED, PASSED, points=0.1)) == 4.1


def test_a_sum_of_tenths_has_no_rounding_tail():
    assert score.total(checks(*[FAILED] * 3, points=0.1)) == 0.3
