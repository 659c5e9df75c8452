"""Writes one student's result as Markdown: the text of a mail, and what a student's own `check --feedback` reads."""

from __future__ import annotations

from collections.abc import Iterator

from grader.classroom.gradebook.roll import Row
from grader.classroom.report.material import Material
from grader.classroom.report.student_view import ExerciseView, student_view
from grader.core.text import escaped, one_line


def mail(material: Material, row: Row) -> Iterator[str]:
    """Return the text, a line at a time. Exercises that are all right are one line each."""
    view = student_view(material, row)
    for line in _lines(view.name, view.counts, view.most, view.late, view.changed, view.comments, view.notes):
        yield f"{line}\n"
    for exercise in view.exercises:
        for line in _exercise(exercise):
            yield f"{line}\n"
    yield f"\n{one_line(material.plan.graded_by_line)}\n"


def _lines(
    name: str,
    counts: str,
    most: str,
    late: str,
    changed: tuple[str, ...],
    comments: tuple[str, ...],
    notes: tuple[str, ...],
) -> Iterator[str]:
    yield f"# {one_line(name)}: {counts} of {most} points"
    yield ""
    told = [late, *(f"Changed by hand: {line}" for line in changed), *comments, *notes]
    for line in filter(None, told):
        yield f"- {one_line(line)}"
    if any(told):
        yield ""


def _exercise(exercise: ExerciseView) -> Iterator[str]:
    if not exercise.at_home and not exercise.comments:
        yield f"- {exercise.sign.glyph} {one_line(exercise.title)}: {exercise.score}, {one_line(exercise.headline)}"
        return
    yield ""
    yield f"## {exercise.sign.glyph} {one_line(exercise.title)}: {exercise.score}"
    yield ""
    yield f"File: {one_line(exercise.file)}"
    for comment in exercise.comments:
        yield f"- {one_line(comment)}"
    for mistake in exercise.mistakes:
        yield f"- Looks like: {one_line(mistake.name)}. {one_line(mistake.hint)} (in {one_line(mistake.checks)})"
    for check in exercise.checks:
        if check.message:
            yield from ("", f"{check.sign.glyph} {one_line(check.name)}, {check.score}:", "")
            yield from (f"    {line}" for line in escaped(check.message).splitlines())
    if exercise.message:
        yield from ("", *(f"    {line}" for line in escaped(exercise.message).splitlines()))
    if exercise.at_home:
        yield from ("", f"The same check at home: `{exercise.at_home}`", "")
