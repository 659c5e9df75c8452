"""Checks -> points and a status for the exercise. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from grader.core.results import CheckResult, Status


def total(checks: Sequence[CheckResult]) -> float:
    """Return the exercise's score: the sum of its checks' points, to a hundredth."""
    return round(sum(check.points for check in checks), 2)


def exercise_status(checks: Sequence[CheckResult]) -> Status:
    """Return passed, partly, or the status of the first check (of the first that is not passed in itself)."""
    if all(check.status is Status.PASSED for check in checks):
        return Status.PASSED
    if any(check.points > 0 for check in checks):
        return Status.PARTIAL
    return checks[0].status if checks else Status.ERROR
