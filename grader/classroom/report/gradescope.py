"""Writes Gradescope's `results.json`: a test per check, and a leaderboard for the open-ended exercise."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import Any

from grader.classroom.gradebook.roll import Row
from grader.classroom.report.lateness import late_line, late_record
from grader.classroom.report.material import Material, changed_words, headline, told_message
from grader.classroom.report.pagenames import page_name
from grader.core.lessons import lessons
from grader.core.results import CheckResult, ExerciseResult, Status
from grader.core.text import rounded_points

_MEASURES = {"accuracy": "desc", "parameters": "asc", "seconds": "asc"}
"""What the leaderboard shows, and which end is its top."""


def _test(number: str, result: ExerciseResult, check: CheckResult) -> dict[str, Any]:
    lines = [told_message(result, check)]
    if check.mistake and check.mistake not in lines[0]:
        lines.insert(0, f"{check.cause}. {check.hint}".rstrip())
    return {
        "number": number,
        "name": f"{result.exercise}: {check.name}",
        "score": rounded_points(check.points),
        "max_score": rounded_points(check.max_points),
        "status": "passed" if check.status is Status.PASSED else "failed",
        "output": "\n\n".join(filter(None, lines)),
        "output_format": "text",
        "visibility": "visible",
        "tags": [result.exercise],
    }


def _printed(number: str, result: ExerciseResult) -> dict[str, Any]:
    return {
        "number": number,
        "name": f"{result.exercise}: what the code printed",
        "output": result.output,
        "output_format": "text",
        "visibility": "visible",
    }


def _tests(row: Row) -> Iterator[dict[str, Any]]:
    for place, result in enumerate(row.result.exercises, 1):
        for part, check in enumerate(result.checks, 1):
            yield _test(f"{place}.{part}", result, check)
        if result.output.strip():
            yield _printed(f"{place}.{len(result.checks) + 1}", result)


def _leaderboard(row: Row) -> list[dict[str, Any]]:
    ranked = {lesson.name for lesson in lessons() if lesson.exercise.ranked}
    for result in row.result.exercises:
        if result.exercise in ranked and result.status not in (Status.MISSING, Status.TODO):
            measured = {name: order for name, order in _MEASURES.items() if name in result.measures}
            return [
                {"name": name, "value": round(result.measures[name], 4), "order": order}
                for name, order in measured.items()
            ]
    return []


def _summary(material: Material, row: Row) -> str:
    decided = changed_words(material, row)
    lines = [late_line(material, row), f"changed by hand: {decided}" if decided else ""]
    lines += [f"{entry.exercise or 'comment'}: {entry.value}" for entry in material.comments(row)]
    lines += [f"{result.exercise}: {headline(result) or 'all right'}" for result in row.result.exercises]
    return "\n".join(filter(None, [*lines, *row.enrolled.notes]))


def results(material: Material, row: Row) -> str:
    """Return one submission's `results.json`."""
    told = {
        "score": material.final_score(row),
        "execution_time": round(sum(result.seconds for result in row.result.exercises), 3),
        "output": _summary(material, row),
        "output_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "tests": list(_tests(row)),
        "leaderboard": _leaderboard(row),
        "extra_data": {
            "program": material.plan.program,
            "graded_by": material.plan.graded_by_line,
            "seed": material.plan.seed,
            "files": dict(row.enrolled.files),
            "notes": list(row.enrolled.notes),
            **({"late": late} if (late := late_record(material, row)) else {}),
        },
    }
    return json.dumps(told, ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def render(material: Material) -> Iterator[str]:
    """Yield the only submission's results; of a class, one line of JSON per submission."""
    for row in material.rows():
        text = results(material, row)
        yield text if material.size == 1 else json.dumps(json.loads(text), ensure_ascii=False) + "\n"


def pages(material: Material) -> Iterator[tuple[PurePosixPath, Iterable[str]]]:
    """Yield `results.json` in a folder per submission; right in the folder where there is only one."""
    for row in material.rows():
        folder = PurePosixPath() if material.size == 1 else PurePosixPath("gradescope") / page_name(row.result.student)
        yield folder / "results.json", [results(material, row)]
