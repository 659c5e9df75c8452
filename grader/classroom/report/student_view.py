"""Says what a student's page shows, as plain values. It is handed out, so it names no other student and no seed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from grader.classroom.gradebook.roll import Row
from grader.classroom.report.drawings import confusion, loss_curve
from grader.classroom.report.lateness import deadline_line, late_line
from grader.classroom.report.material import Material, changed_words, headline
from grader.core.results import CheckResult, ExerciseResult, Status
from grader.core.status_words import STATUS_WORDS, StatusWords
from grader.core.text import of_points, points_text
from grader.grading.verdict.explain import evidence
from grader.grading.verdict.values import measure_text

_AROUND = 2
"""Lines of the student's own file that are shown before and after the one that a message points at."""
_BODY = 14
"""Lines of a function that are shown where a message points at its head."""
_UNRUN = (Status.MISSING, Status.TODO)


@dataclass(frozen=True)
class SourceLine:
    """One line of the student's file. `is_marked`: a message points at it."""

    text: str
    is_marked: bool


@dataclass(frozen=True)
class CheckView:
    """One check as the page shows it."""

    sign: StatusWords
    name: str
    score: str
    why: str
    message: str
    lines: tuple[SourceLine, ...]


@dataclass(frozen=True)
class MistakeView:
    """A recognised mistake, said once, with the checks that it failed."""

    name: str
    hint: str
    checks: str


@dataclass(frozen=True)
class ExerciseView:
    """One exercise as the page shows it."""

    sign: StatusWords
    title: str
    file: str
    score: str
    headline: str
    is_open: bool
    measures: str
    drawings: Markup
    comments: tuple[str, ...]
    mistakes: tuple[MistakeView, ...]
    message: str
    checks: tuple[CheckView, ...]
    output: str
    at_home: str


@dataclass(frozen=True)
class StudentView:
    """A student's page."""

    name: str
    raw: str
    counts: str
    most: str
    late: str
    deadline: str
    """By which deadline that is, where nothing was taken off."""
    changed: tuple[str, ...]
    comments: tuple[str, ...]
    handed_in: bool
    notes: tuple[str, ...]
    exercises: tuple[ExerciseView, ...]


def student_view(material: Material, row: Row) -> StudentView:
    """Return what the page of one student shows."""
    comments = material.comments(row)
    of = {result.exercise: tuple(one.value for one in comments if one.exercise == result.exercise)
          for result in row.result.exercises}  # fmt: skip
    titles = {planned.name: planned.title for planned in material.plan.exercises}
    changed = changed_words(material, row)
    return StudentView(
        name=row.result.student,
        raw=points_text(row.result.score),
        counts=points_text(material.final_score(row)),
        most=points_text(row.result.max_score),
        late=late_line(material, row),
        deadline=deadline_line(material, row),
        changed=(changed,) if changed else (),
        comments=tuple(one.value for one in comments if not one.exercise),
        handed_in=row.enrolled.handed_in,
        notes=row.enrolled.notes,
        exercises=tuple(
            _exercise(material, row, result, titles[result.exercise], of[result.exercise])
            for result in row.result.exercises
        ),
    )


def _exercise(
    material: Material, row: Row, result: ExerciseResult, title: str, comments: tuple[str, ...]
) -> ExerciseView:
    source = material.source_of(row.digests.get(result.exercise, ""))
    lines = source.decode("utf-8", "replace").splitlines() if source else []
    mistakes = tuple(_mistakes(result))
    return ExerciseView(
        sign=STATUS_WORDS[result.status],
        title=title,
        file=""
        if result.status is Status.MISSING
        else row.enrolled.files.get(result.exercise, f"{result.exercise}.py"),
        score=of_points(result.score, result.max_score),
        headline=headline(result) or "all right",
        is_open=result.status not in (Status.PASSED, *_UNRUN) or bool(comments),
        measures=", ".join(measure_text(*pair) for pair in result.measures.items()),
        drawings=Markup("".join(_drawings(result))),
        comments=comments,
        mistakes=mistakes,
        message=result.message,
        checks=() if result.status in _UNRUN else tuple(_checks(result, lines)),
        output=result.output.strip("\n"),
        at_home="" if result.status in (Status.PASSED, *_UNRUN) else f"cnn-exercises check {result.exercise}",
    )


def _drawings(result: ExerciseResult) -> Iterator[str]:
    if "losses" in result.pictures:
        yield loss_curve(result.pictures["losses"])
    if "confusion" in result.pictures:
        yield from confusion(result.pictures["confusion"])


def _mistakes(result: ExerciseResult) -> Iterator[MistakeView]:
    failed: dict[str, list[CheckResult]] = {}
    for check in result.checks:
        if check.looks_like:
            failed.setdefault(check.looks_like, []).append(check)
    for name, checks in failed.items():
        yield MistakeView(name, checks[0].hint, ", ".join(check.name for check in checks))


def _checks(result: ExerciseResult, lines: list[str]) -> Iterator[CheckView]:
    """Yield each check; the student's own lines stand at the first that points there."""
    shown: set[int] = set()
    for check in result.checks:
        is_lost = check.status is not Status.PASSED
        is_new = is_lost and check.line not in shown
        shown.add(check.line if is_lost else 0)
        yield CheckView(
            sign=STATUS_WORDS[check.status],
            name=check.name,
            score=of_points(check.points, check.max_points),
            why=check.why,
            message=evidence(check) if is_lost and check.message != result.message else "",
            lines=tuple(_around(lines, check.line)) if is_new else (),
        )


def _around(lines: list[str], number: int) -> Iterator[SourceLine]:
    """Yield the lines around one; where that is the head of a function, its body as far as `_BODY`."""
    if not 1 <= number <= len(lines):
        return
    first, last = max(0, number - 1 - _AROUND), min(len(lines), number + _AROUND)
    if lines[number - 1].lstrip().startswith("def "):
        first, last = number - 1, _end_of_body(lines, number)
    for index in range(first, last):
        yield SourceLine(f"{index + 1:4}  {lines[index][:200]}", index + 1 == number)


def _end_of_body(lines: list[str], head: int) -> int:
    """Return the number of the last line, not blank, that is indented deeper than the head at line `head`."""
    depth, end = len(lines[head - 1]) - len(lines[head - 1].lstrip()), head
    for number, line in enumerate(lines[head : head + _BODY], head + 1):
        if line.strip() and len(line) - len(line.lstrip()) <= depth:
            break
        end = number if line.strip() else end
    return end
