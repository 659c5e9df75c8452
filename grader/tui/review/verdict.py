"""Draws a student's file with the marked lines, and the verdict on it with what was decided."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from grader.classroom.gradebook.ledger import Decision, Kind
from grader.classroom.gradebook.roll import Row as StudentRow
from grader.classroom.report.lateness import late_line
from grader.classroom.report.material import Material, check_message
from grader.core.results import CheckResult, ExerciseResult, Status
from grader.core.source import LARGEST_PARSED
from grader.core.status_words import glyph, role, word
from grader.core.text import of_points, one_line, points_text
from grader.grading.verdict.values import measure_text
from grader.tui.drawing.markdown import python
from grader.tui.drawing.rows import BLANK, Row, Span, cropped, escaped, escaped_rows, row, wrapped

NOT_KEPT = "this file is not kept in the gradebook (graded with --no-sources, or by an older program)"
"""Said in place of a file's lines."""
_NUMBER = 7
_GRID = " " * 6
"""How rows of numbers begin in a message."""
_UNTRIED = (Status.MISSING, Status.TODO)


def source_rows(source: str, marked: Iterable[int], width: int) -> tuple[list[Row], int]:
    """Return a file as rows with numbers, `▶` at the marked lines, and at which row the first of these is."""
    lines = [escaped(line) for line in source.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n").split("\n")]
    text = "\n".join(lines)
    # a file that was made to be slow to read is shown without colours
    drawn = python(text, "text") if len(text) <= LARGEST_PARSED else [row(line) for line in lines]
    wanted, first = frozenset(marked), 0
    rows: list[Row] = []
    for number, line in enumerate(drawn, 1):
        is_marked = number in wanted
        if is_marked and not first:
            first = len(rows)
        head = Span("▶" if is_marked else " ", "bad"), Span(f"{number:>4}  ", "bad" if is_marked else "muted")
        body = [Span(span.text, "strong" if is_marked and span.role == "text" else span.role) for span in line]
        rows += wrapped((*head, *body), max(width, 2 * _NUMBER), indent=_NUMBER)
    return rows, first


def verdict_rows(
    material: Material, found: StudentRow, result: ExerciseResult, decided: Sequence[Decision], width: int
) -> list[Row]:
    """Return all that is known about one student's exercise."""
    rows: list[Row] = [
        row((f"{glyph(result.status)} {word(result.status)}", role(result.status)), f"  {_score(result)}")
    ]
    rows += _decided(result.exercise, decided, width)
    if late := late_line(material, found):
        rows += wrapped(row((late, "warn")), width)
    for exercise, entry in material.outdated(found).items():
        if exercise == result.exercise:
            told = f"{points_text(float(entry.value))} points were for a file that has changed since: they don't count"
            rows += wrapped(row((told, "bad")), width)
    if result.message:
        rows += _lines(result.message, width, "bad" if result.status not in _UNTRIED else "muted")
    rows += _causes(result, width)
    if result.measures:
        rows += wrapped(row(", ".join(measure_text(*pair) for pair in result.measures.items())), width)
    if result.status not in _UNTRIED:
        lost = [check for check in result.checks if check.status is not Status.PASSED]
        for check in lost:
            rows += [BLANK, *_check(result, check, width)]
        passed = [check for check in result.checks if check.status is Status.PASSED]
        rows += [BLANK] if passed else []
        rows += [piece for check in passed for piece in _check(result, check, width)]
    if result.output.strip():
        rows += [BLANK, row(("Printed", "section"))]
        rows += [piece for line in escaped_rows(result.output.strip("\n")) for piece in wrapped(line, width, 2)]
    return rows


def _score(result: ExerciseResult) -> str:
    return f"{of_points(result.score, result.max_score)} points"


def _decided(exercise: str, decided: Sequence[Decision], width: int) -> list[Row]:
    """Return what holds about this exercise, or about the whole."""
    rows: list[Row] = []
    for entry in decided:
        if entry.exercise not in ("", exercise):
            continue
        what, kind = one_line(entry.value), entry.kind.value
        if entry.kind is Kind.POINTS:
            what, kind = f"{points_text(float(entry.value))} points", "counts"
        where = "" if entry.exercise else " (on the whole)"
        because = f": {one_line(entry.because)}" if entry.because else ""
        said = row((f"✎ {kind}{where} ", "accent"), f"{what}{because}", (f"  {one_line(entry.who)}", "muted"))
        rows += wrapped(said, width, indent=2)
    return rows


def _causes(result: ExerciseResult, width: int) -> list[Row]:
    """Return each cause once: a recognised mistake with what is right, or a sentence."""
    rows: list[Row] = []
    for cause, hint in dict.fromkeys((check.cause, check.hint if check.looks_like else "") for check in result.checks):
        if cause:
            rows += [BLANK, *wrapped(row((f"{cause[0].upper()}{cause[1:]}", "strong")), width)]
            rows += wrapped(row(f"  {hint}"), width, indent=2) if hint else []
    return rows


def _check(result: ExerciseResult, check: CheckResult, width: int) -> list[Row]:
    points = of_points(check.points, check.max_points)
    at = f"  line {check.line}" if check.line and check.status is not Status.PASSED else ""
    mark = role(check.status)
    rows = wrapped(row((f"{glyph(check.status)} ", mark), (check.name, "strong"), f"  {points}", (at, "bad")), width, 2)
    message = check_message(result, check)
    if check.status is Status.PASSED or message == result.message:
        return rows
    return [*rows, *_lines(message, width - 2, "text", "  ")]


def _lines(text: str, width: int, ink: str, lead: str = "") -> list[Row]:
    rows: list[Row] = []
    for line in text.splitlines():
        drawn = row(lead, (escaped(line), ink))
        # a grid's rows stay rows: cut at the edge, not broken
        rows += [cropped(drawn, width)] if line.startswith(_GRID) else wrapped(drawn, width, indent=len(lead) + 2)
    return rows
