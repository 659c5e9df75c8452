"""What the student's plain-text commands share: the exercises named, a verdict as text, one line for bad input."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

from grader.core.lessons import CourseError, Lesson, chosen
from grader.core.results import CheckResult, ExerciseResult, Status
from grader.grading.verdict.values import measure_text, points_text

GLYPHS = {
    Status.PASSED: "✓",
    Status.PARTIAL: "◐",
    Status.FAILED: "✗",
    Status.ERROR: "!",
    Status.TIMEOUT: "⧗",
    Status.MEMORY: "▣",
    Status.CRASHED: "☠",
    Status.FORBIDDEN: "⊘",
    Status.TODO: "·",
    Status.MISSING: " ",
}
USAGE = 2


def guarded(command: Callable[[], int]) -> int:
    """Run a command; what the user got wrong is one line and exit status 2."""
    from grader.core.source import SubmissionError
    from grader.core.text import say
    from grader.student.workspace import WorkspaceError

    try:
        return command()
    except (CourseError, SubmissionError, WorkspaceError) as problem:
        say(f"cnn-exercises: {problem}")
        return USAGE


def named(names: Sequence[str]) -> tuple[Lesson, ...]:
    """The exercises called `names`. Raises CourseError."""
    return chosen(names)


def verdict_lines(result: ExerciseResult, *, full: bool = True) -> list[str]:
    """A result as plain text: one line a check, and under those not passed the whole explanation."""
    score = f"{points_text(result.score)}/{points_text(result.max_score)}"
    head = f"{GLYPHS[result.status]} {result.exercise}  {score}  {result.status}"
    lines = [head]
    if result.message:
        return [head, *(f"  {line}" for line in result.message.splitlines())]
    for check in result.checks:
        lines += _check_lines(check, full=full)
    if result.measures:
        lines.append("  " + ", ".join(measure_text(*pair) for pair in result.measures.items()))
    if result.output.strip():
        printed = result.output.strip().splitlines()
        lines += ["  your code printed:", *(f"    {line}" for line in printed[:20])]
        lines += [f"    ... ({len(printed) - 20} more lines)"] if len(printed) > 20 else []
    return lines


def _check_lines(check: CheckResult, *, full: bool) -> list[str]:
    points = f"{points_text(check.points)}/{points_text(check.max_points)}"
    lines = [f"  {GLYPHS[check.status]} {check.name:40} {points:>7}"]
    if check.status is not Status.PASSED and full and check.message:
        lines += [f"      {line}" for line in check.message.splitlines()]
    return lines


def use_utf8() -> None:
    """A locale without UTF-8 must not turn a glyph into a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
