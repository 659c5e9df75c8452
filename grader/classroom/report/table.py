"""Writes the table for a terminal, 80 columns wide: one student, a line per exercise; or a class, a line per student.

Marks read without colour. Lines come one at a time, so a class of any size prints as it is read.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from rich.cells import cell_len, set_cell_size
from rich.text import Text

from grader.classroom.gradebook.roll import Row
from grader.classroom.report.class_numbers import ClassCounting
from grader.classroom.report.class_tells import class_tells
from grader.classroom.report.lateness import late_line, late_reason, late_words
from grader.classroom.report.material import Material, changed_words, check_message, headline
from grader.core.results import ExerciseResult, Status, StudentResult
from grader.core.status_words import glyph, role, word
from grader.core.text import escaped, of_points, one_line, points_text

WIDTH = 80
_STYLES = {"good": "green", "warn": "yellow", "bad": "red", "muted": "dim"}
_LEGEND_STATUSES = (tuple(Status)[:6], tuple(Status)[6:])
_EXERCISE = 24


def mark(status: Status) -> tuple[str, str]:
    """Return a status's glyph and the style that it is drawn in."""
    return glyph(status), _STYLES[role(status)]


def fit(text: str, width: int) -> str:
    """Return `text` in exactly `width` columns, an ellipsis where it was cut."""
    clean = one_line(text)
    return set_cell_size(clean, width) if cell_len(clean) <= width else set_cell_size(clean, width - 1) + "…"


def _exercise_line(result: ExerciseResult) -> Text:
    sign, style = mark(result.status)
    score = f"{points_text(result.score):>4} of {points_text(result.max_score):<4}"
    line = Text(" ").append(sign, style).append(" " + fit(result.exercise, _EXERCISE)).append(score + "  ")
    return line.append(fit(headline(result), WIDTH - line.cell_len).rstrip())


def _late_line(material: Material, row: Row) -> Iterator[Text]:
    if changed := changed_words(material, row):
        yield from _wrapped(f"changed by hand: {changed}: {points_text(material.final_score(row))} points count")
    if words := late_words(material, row):
        yield from _wrapped(words)
        yield from _wrapped(late_reason(material, row))


def _wrapped(line: str) -> Iterator[Text]:
    for part in textwrap.wrap(one_line(line), WIDTH, subsequent_indent="  "):
        yield Text(fit(part, WIDTH).rstrip(), "yellow")


def _remarks(material: Material) -> Iterator[Text]:
    """Yield what was taken off for lateness and what was not used, a student at a time."""
    for row in material.rows():
        late = late_line(material, row)
        for line in [*([late] if late else []), *row.enrolled.notes]:
            yield from _wrapped(f"{row.result.student}: {line}")


def _one(material: Material, row: Row) -> Iterator[Text]:
    student: StudentResult = row.result
    yield Text(fit(student.student, WIDTH - 20).rstrip(), "bold").append(
        f"  {points_text(student.score)} of {points_text(student.max_score)} points", "bold"
    )
    for result in student.exercises:
        yield _exercise_line(result)
        if len(student.exercises) == 1:
            yield from _why(result)
    yield from _late_line(material, row)
    for note in row.enrolled.notes:
        yield from _wrapped(note)


def _why(result: ExerciseResult) -> Iterator[Text]:
    """Yield each check that lost points, as the student reads it: for the one exercise that was asked for."""
    for check in result.checks:
        if check.status is not Status.PASSED:
            sign, style = mark(check.status)
            yield Text("   ").append(sign, style).append(f" {check.name}: {of_points(check.points, check.max_points)}")
            for line in check_message(result, check).splitlines():
                yield Text(f"       {escaped(line)}")


def _numbers(material: Material, names: int) -> Iterator[Text]:
    count = len(material.plan.exercises)
    tens = "".join(str(n // 10) if n >= 10 else " " for n in range(1, count + 1))
    if count >= 10:
        yield Text(" " * (names + 14) + tens, "dim")
    yield Text(fit("student", names) + f"{'points':>12}  " + "".join(str(n % 10) for n in range(1, count + 1)), "bold")


def _class(material: Material) -> Iterator[Text]:
    marks = max(len(material.plan.exercises), 1)
    late_width = 7 if material.plan.policy else 0
    names = WIDTH - 14 - marks - late_width
    yield from _numbers(material, names)
    total, counting = 0.0, ClassCounting(material)
    for row in material.rows():
        counting.take(row)
        total += row.result.score
        line = Text(fit(row.result.student, names))
        line.append(f"{points_text(row.result.score):>5} of {points_text(row.result.max_score):<3} ")
        for result in row.result.exercises:
            line.append(*mark(result.status))
        late = material.lateness(row)
        if late and late.days:
            line.append(f"{f'-{late.percent:.0f}%' if late.percent else 'late':>7}", "yellow")
        yield line
    yield Text()
    mean = f"{total / max(material.size, 1):.1f} of {points_text(material.max_score)} points on average"
    yield Text(f"{material.size} students, {mean}", "bold")
    for statuses in _LEGEND_STATUSES:
        yield Text("  ".join(f"{glyph(status)} {word(status)}" for status in statuses), "dim")
    yield from _exercise_names(material)
    yield from _remarks(material)
    for told in class_tells(counting.found(), material.plan):
        yield Text(escaped(told))


def _exercise_names(material: Material) -> Iterator[Text]:
    names = [f"{number} {planned.name}" for number, planned in enumerate(material.plan.exercises, 1)]
    for start in range(0, len(names), 3):
        yield Text("".join(fit(name, 26) for name in names[start : start + 3]).rstrip(), "dim")


def lines(material: Material) -> Iterator[Text]:
    """Yield the table, styled, a line at a time."""
    if material.size == 1:
        for row in material.rows():
            yield from _one(material, row)
    else:
        yield from _class(material)
    if material.plan.graded_by:
        yield from (Text(part, "dim") for part in textwrap.wrap(one_line(material.plan.graded_by_line), WIDTH))


def render(material: Material) -> Iterator[str]:
    """Yield the table as plain text."""
    for line in lines(material):
        yield line.plain.rstrip() + "\n"
