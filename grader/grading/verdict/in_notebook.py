"""Says where a result points in the student's own notebook, in place of lines of what was taken from it. Pure."""

from __future__ import annotations

from dataclasses import replace

from grader.core.places import Places
from grader.core.results import CheckResult, ExerciseResult


def in_notebook(result: ExerciseResult, places: Places, file_name: str) -> ExerciseResult:
    """Return the result with each line of the slice `file_name` named as a cell's."""
    checks = tuple(_check(check, places, file_name) for check in result.checks)
    found = result.diagnosis
    if found is not None:
        found = replace(found, insights=tuple(places.told(one, file_name) for one in found.insights))
    return replace(result, checks=checks, message=places.told(result.message, file_name), diagnosis=found)


def _check(check: CheckResult, places: Places, file_name: str) -> CheckResult:
    return replace(
        check,
        message=places.told(check.message, file_name),
        traceback=places.told(check.traceback, file_name),
        insight=check.insight and places.told(check.insight, file_name),
        said=places.told(check.said, file_name),
        place=f"{places.notebook}, {places.at(check.line)}" if check.line else "",
    )
