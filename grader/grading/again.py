"""Explains a wrong answer again from its kept outcomes, by the mistakes declared now. Runs no student code."""

from __future__ import annotations

from dataclasses import replace

from grader.core.results import CheckResult, ExerciseResult, KeptOutcomes, Status
from grader.core.source import SourceFile
from grader.grading.cases import Plan
from grader.grading.evidence import Evidence
from grader.grading.exercise import diagnosis_of
from grader.grading.judge import assess
from grader.grading.verdict.in_notebook import in_notebook
from grader.sandbox.parent.client import Sandbox


def explained_again(
    plan: Plan, source: SourceFile, kept: KeptOutcomes, result: ExerciseResult, sandbox: Sandbox
) -> ExerciseResult:
    """Return `result` with what explains it now; status and points of every check stay as they are.

    Unchanged where the calls are others now, or the outcomes are not those of this result.
    Raises SandboxError where the declared mistakes do not run.
    """
    if plan.name != kept.calls:
        return result
    evidence = Evidence(plan, source, kept.outcomes, sandbox, kept.printed, kept.further)
    lost = {
        index: assess(evidence, index).result
        for index, ((check, _), one) in enumerate(zip(plan.checks, result.checks, strict=True))
        if check.judge is None and one.status is not Status.PASSED
    }
    if any(one.status is not result.checks[index].status for index, one in lost.items()):
        return result
    told = replace(result, checks=tuple(lost.values()))
    if kept.places is not None:
        told = in_notebook(told, kept.places, plan.lesson.file_name)
    now = dict(zip(lost, told.checks, strict=True))
    checks = tuple(_newer(one, now[index]) if index in now else one for index, one in enumerate(result.checks))
    if all(one is before for one, before in zip(checks, result.checks, strict=True)):
        return result
    return replace(result, checks=checks, diagnosis=diagnosis_of(checks))


def _newer(before: CheckResult, now: CheckResult) -> CheckResult:
    """Return the check as it is explained now; as it was, smaller call and all, where that says the same."""
    if (before.mistakes, before.hint, before.insight) == (now.mistakes, now.hint, now.insight):
        return before
    return replace(now, points=before.points, max_points=before.max_points)
