"""Narrows a class's material to one student, or to some exercises: "why did I lose this point?"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from grader.classroom.gradebook.decide import known_exercise, known_student
from grader.classroom.gradebook.roll import Row
from grader.classroom.gradebook.store import Gradebook
from grader.classroom.report.material import Material, material_of
from grader.core.results import StudentResult


def narrowed(gradebook: Gradebook, student: str | None, exercises: Sequence[str]) -> Material:
    """Return the material with this student and these exercises alone; all of them where none is named.

    Raises DecisionError with the nearest name where there is no such student or exercise.
    """
    material = material_of(gradebook)
    names = {known_exercise(gradebook, name) for name in exercises} or {one.name for one in material.plan.exercises}
    plan = replace(material.plan, exercises=tuple(one for one in material.plan.exercises if one.name in names))
    who = known_student(gradebook, student) if student else None

    def rows() -> Iterator[Row]:
        for row in material.rows():
            if who in (None, row.enrolled.student):
                kept = tuple(result for result in row.result.exercises if result.exercise in names)
                yield replace(row, result=StudentResult(row.result.student, kept))

    return replace(material, plan=plan, size=1 if who else material.size, rows=rows)
