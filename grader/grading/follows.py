"""Explains a check that says nothing by itself by another that failed for a known reason.

A network of other sizes gives other scores; a loop that forgets something learns less. Pure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from grader.core.results import CheckResult, Status
from grader.core.text import escaped
from grader.grading.cases import Plan
from grader.grading.judge import Assessment
from grader.grading.verdict.explain import with_insight


def with_causes(plan: Plan, assessed: Sequence[Assessment]) -> list[Assessment]:
    """Return the assessments; those of a probe's checks that nothing explains say what they may follow from."""
    functions = [_measured(plan, numbers) for _, numbers in plan.checks]
    results = [one.result for one in assessed]
    found = []
    for at, one in enumerate(assessed):
        others = [result for n, result in enumerate(results) if n != at and functions[n] == functions[at] != ""]
        cause = _cause(one.result, others) if _is_open(one.result) else None
        found.append(one if cause is None else replace(one, result=_following(one.result, cause)))
    return found


def _measured(plan: Plan, numbers: Sequence[int]) -> str:
    """Return the student's function that a check measures through a probe; empty where it calls it itself."""
    cases = [plan.cases[number] for number in numbers]
    return cases[0].student_function if cases and cases[0].function != cases[0].student_function else ""


def _is_open(result: CheckResult) -> bool:
    return result.status is Status.FAILED and not result.mistakes and not result.insight


def _cause(result: CheckResult, others: Sequence[CheckResult]) -> CheckResult | None:
    """Return the check that explains most: one of the same part first, one with a mistake's name first."""
    known = [one for one in others if one.status is not Status.PASSED and (one.mistakes or one.insight)]
    part = result.name.partition(":")[0]
    return min(known, key=lambda one: (one.name.partition(":")[0] != part, not one.mistakes), default=None)


def _following(result: CheckResult, cause: CheckResult) -> CheckResult:
    insight = escaped(f"this may follow from '{cause.name}': {cause.looks_like or cause.insight}")
    return replace(result, insight=insight, message=with_insight(result.message, insight))
