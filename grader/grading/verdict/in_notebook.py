"""Says where a result points in the student's own notebook, in place of lines of what was taken from it. Pure."""

from __future__ import annotations

from dataclasses import replace

from grader.core.places import Places
from grader.core.results import CheckResult, ExerciseResult


def in_notebook(result: ExerciseResult, places: Places, file_name: str) -> ExerciseResult:
    """Return the result with each line of the slice `file_name` named as a cell's."""
    checks = tuple(_check(check, places, file_name) for check in result.checks)
    diagnosis = result.diagnosis
    if diagnosis is not None:
        diagnosis = replace(diagnosis, insights=tuple(places.told(one, file_name) for one in diagnosis.insights))
    return replace(result, checks=checks, message=places.told(result.message, file_name), diagnosis=diagnosis)


def _check(check: CheckResult, places: Places, file_name: str) -> CheckResult:
    return replace(
        check,
        message=places.told(check.message, file_name),
        traceback=places.told(check.traceback, file_name),
        said=places.told(check.said, file_name),
        insight=None if check.insight is None else places.told(check.insight, file_name),
        place=f"{places.notebook}, {places.at(check.line)}" if check.line else "",
    )
