"""Serves the student's plain-text commands: the exercises named, a verdict as text."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from grader.core.lessons import Lesson, chosen
from grader.core.results import CheckResult, ExerciseResult, Status
from grader.core.status_words import glyph, word
from grader.core.text import of_points


def named(names: Sequence[str]) -> tuple[Lesson, ...]:
    """Return the exercises called `names`. Raises CourseError."""
    return chosen(names)


def verdict_lines(result: ExerciseResult, *, full: bool = True) -> list[str]:
    """Return a result as plain text: one line a check, and under those not passed the whole explanation."""
    head = (
        f"{glyph(result.status)} {result.exercise}  {of_points(result.score, result.max_score)}  {word(result.status)}"
    )
    head += f"\n  {result.busy}" if result.busy else ""
    notes = [f"  note: {note}" for note in result.notes]
    lines = [head, *notes, *_diagnosis_lines(result)]
    if result.message:
        return [head, *notes, *(f"  {line}" for line in result.message.splitlines())]
    for check in result.checks:
        lines += _check_lines(check, full=full)
    if result.measures:
        from grader.grading.verdict.values import measure_text  # it takes NumPy with it, which a list does without

        lines.append("  " + ", ".join(measure_text(*pair) for pair in result.measures.items()))
    if result.output.strip():
        printed = result.output.strip().splitlines()
        lines += ["  your code printed:", *(f"    {line}" for line in printed[:20])]
        lines += [f"    ... ({len(printed) - 20} more lines)"] if len(printed) > 20 else []
    return lines


def _diagnosis_lines(result: ExerciseResult) -> list[str]:
    """Return what accounts for the whole exercise, before its checks."""
    if result.diagnosis is None or result.message:
        return []
    names = [f"  looks like: {' and '.join(result.diagnosis.mistakes)}"] if result.diagnosis.mistakes else []
    return [*names, *(f"  {insight}" for insight in result.diagnosis.insights)]


def _check_lines(check: CheckResult, *, full: bool) -> list[str]:
    points = of_points(check.points, check.max_points)
    lines = [f"  {glyph(check.status)} {check.name:40} {points:>7}"]
    if check.status is not Status.PASSED and full and check.message:
        lines += [f"      {line}" for line in check.message.splitlines()]
    return lines


def use_utf8() -> None:
    """Write UTF-8 in every locale, so that no glyph becomes a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
