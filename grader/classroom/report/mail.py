"""Writes one student's result as Markdown: the text of a mail, and what a student's own `check --feedback` reads."""

from __future__ import annotations

from collections.abc import Iterator

from grader.classroom.gradebook.roll import Row
from grader.classroom.report.material import Material
from grader.classroom.report.student_view import ExerciseView, StudentView, student_view
from grader.core.text import escaped, one_line


def mail(material: Material, row: Row) -> Iterator[str]:
    """Return the text, a line at a time. Exercises that are all right are one line each."""
    view = student_view(material, row)
    for line in _head(view):
        yield f"{line}\n"
    for exercise in view.exercises:
        for line in _exercise(exercise):
            yield f"{line}\n"
    yield f"\n{one_line(material.plan.graded_by_line)}\n"


def _head(view: StudentView) -> Iterator[str]:
    """Yield what is about the whole."""
    yield f"# {one_line(view.name)}: {view.counts} of {view.most} points"
    yield ""
    before = f"Before lateness and changes: {view.raw} points." if view.raw != view.counts else ""
    changed = (f"Changed by hand: {line}" for line in view.changed)
    told = [line for line in (view.late, view.deadline, before, *changed, *view.comments, *view.notes) if line]
    yield from (f"- {one_line(line)}" for line in told)
    if told:
        yield ""


def _exercise(exercise: ExerciseView) -> Iterator[str]:
    if not exercise.at_home and not exercise.comments:
        file = f" ({one_line(exercise.file)})" if exercise.file else ""
        told = f"{exercise.score}, {one_line(exercise.headline)}"
        yield f"- {exercise.sign.glyph} {one_line(exercise.title)}: {told}{file}"
        return
    yield ""
    yield f"## {exercise.sign.glyph} {one_line(exercise.title)}: {exercise.score}"
    yield ""
    if exercise.file:
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
