"""Says what to teach again: the misconceptions that cost the class most points, where the lecture has them. Pure."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from grader.classroom.gradebook.roll import ClassPlan
from grader.classroom.report.figure_text import frame_lines
from grader.classroom.report.misconceptions import Misconception
from grader.core.lessons import Lesson, lessons
from grader.core.text import one_line, plural, points_text

_MOST = 3
_WIDTH = 80


@dataclass(frozen=True)
class Again:
    """One misconception to come back to. `where` is the statement's section, `figure` the end of its figure."""

    name: str
    cost: str
    hint: str
    where: str
    figure: tuple[str, ...]


def teach_again(found: Sequence[Misconception], plan: ClassPlan) -> tuple[Again, ...]:
    """Return the costliest declared misconceptions. What an insight says is about answers and teaches no idea."""
    known = {lesson.name: lesson for lesson in lessons()}
    titles = {planned.name: planned.title for planned in plan.exercises}
    declared = [one for one in found if one.name and one.hint][:_MOST]
    return tuple(_again(one, titles.get(one.exercise, one.exercise), known.get(one.exercise)) for one in declared)


def _again(one: Misconception, title: str, lesson: Lesson | None) -> Again:
    cost = f"{len(one.students)} of {plural(one.tried, 'student')}, {points_text(one.lost)} points"
    if lesson is None:
        return Again(one.name, cost, one.hint, title, ())
    parts = [line[3:] for line in lesson.statement.splitlines() if line.startswith("## ")]
    statement = f", statement: {parts[0]}" if parts else ""
    pages = ", ".join(map(str, lesson.slides))
    slides = f", slide{'s' if len(lesson.slides) > 1 else ''} {pages}" if pages else ""
    where = f"lecture {lesson.exercise.section}{slides}, exercise {lesson.exercise.number} '{title}'{statement}"
    frames = lesson.frames()
    return Again(one.name, cost, one.hint, where, frame_lines(frames[-1]) if frames else ())


def again_lines(again: Sequence[Again]) -> Iterator[str]:
    """Yield the same as plain text: to read out, or to paste into a slide."""
    for number, one in enumerate(again, 1):
        yield from textwrap.wrap(f"{number}. {one_line(one.name)}: {one.cost}", _WIDTH, subsequent_indent="   ")
        for line in (one_line(one.hint), one_line(one.where)):
            yield from textwrap.wrap(line, _WIDTH, initial_indent="   ", subsequent_indent="   ")
        yield from (f"      {line}".rstrip() for line in one.figure)
