"""Writes the contract's JSON report, a student at a time. A deadline adds `late` to each student, nothing else does.

What the class tells as a whole stands behind the students, under `alike` and `class`, where there is any.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from typing import Any

from grader.classroom.gradebook.roll import Row
from grader.classroom.report.class_numbers import ClassCounting
from grader.classroom.report.class_record import class_record
from grader.classroom.report.lateness import late_record
from grader.classroom.report.likeness import Likeness, likenesses
from grader.classroom.report.material import Material, check_message
from grader.core.results import CheckResult, ExerciseResult
from grader.core.text import rounded_points


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _check(result: ExerciseResult, check: CheckResult) -> dict[str, Any]:
    return {
        "name": check.name,
        "status": check.status.value,
        "points": rounded_points(check.points),
        "max_points": rounded_points(check.max_points),
        "message": check_message(result, check),
        "mistake": check.mistake,
        "mistakes": list(check.mistakes),
        "insight": check.insight,
    }


def _exercise(result: ExerciseResult, file: str | None) -> dict[str, Any]:
    return {
        "exercise": result.exercise,
        "status": result.status.value,
        "score": rounded_points(result.score),
        "max_score": rounded_points(result.max_score),
        "seconds": round(result.seconds, 4),
        "file": file,
        "diagnosis": result.diagnosis and dataclasses.asdict(result.diagnosis),
        "checks": [_check(result, check) for check in result.checks],
        "output": result.output,
    }


def _notes(row: Row) -> Iterator[str]:
    """Yield what was said of the files themselves, each with its exercise."""
    for result in row.result.exercises:
        yield from (f"{result.exercise}: {note}" for note in result.notes)


def _decided(material: Material, row: Row) -> dict[str, Any]:
    """Return what was decided by hand: changed points and comments, and what counts with them."""
    changed, comments = material.changed(row), material.comments(row)
    if not changed and not comments:
        return {}
    told = {
        "changed_points": [
            {"exercise": exercise, "points": float(entry.value), "because": entry.because}
            for exercise, entry in changed.items()
        ],
        "comments": [{"exercise": entry.exercise or None, "words": entry.value} for entry in comments],
        "score": material.final_score(row),
    }
    return {"decided": told}


def _student(material: Material, row: Row) -> str:
    late = late_record(material, row)
    head = {
        "student": row.result.student,
        "score": rounded_points(row.result.score),
        "max_score": rounded_points(row.result.max_score),
        **({"late": late} if late else {}),
        **_decided(material, row),
        "notes": [*row.enrolled.notes, *_notes(row)],
    }
    files = row.enrolled.files
    exercises = ",\n   ".join(_line(_exercise(result, files.get(result.exercise))) for result in row.result.exercises)
    return f'\n  {_line(head)[:-1]}, "exercises": [\n   {exercises}]}}'


def render(material: Material) -> Iterator[str]:
    """Yield the report, in pieces."""
    head = f'"version": {_line(material.plan.program)}, "seed": {material.plan.seed}'
    head += f', "graded_by": {_line(material.plan.graded_by_line)}'
    yield f'{{"schema": 1, {head},\n "students": ['
    counting = ClassCounting(material)
    for number, row in enumerate(material.rows()):
        counting.take(row)
        yield ("," if number else "") + _student(material, row)
    yield "]"
    if material.alike:
        yield f',\n "alike": [\n  {f",{chr(10)}  ".join(_line(_likeness(one)) for one in likenesses(material.alike))}]'
    if told := class_record(counting.found()):
        yield f',\n "class": {_line(told)}'
    yield "}\n"


def _likeness(one: Likeness) -> dict[str, Any]:
    return {
        "exercise": one.exercise,
        "students": list(one.students),
        "share": one.share,
        "usual": one.usual,
        "unusual": one.unusual,
        "pairs": [{"students": [pair.first, pair.second], "share": pair.share} for pair in one.pairs],
    }
