"""Proves an exercise sound: what `cnn-exercises dev check` looks at, and the tests of the exercises with it.

Works on the pipeline itself: a declared mistake is graded as if a student had handed it in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from exercises.definition import Mistake, Needs
from grader.core.lessons import Lesson
from grader.core.results import CheckResult, ExerciseResult, Finished, Outcome, Status
from grader.core.source import SourceFile
from grader.grading import proofs, submitted
from grader.grading.cases import Plan, plan_of
from grader.grading.evidence import Evidence
from grader.grading.exercise import grade_exercise
from grader.grading.judge import assess
from grader.sandbox.parent.client import Sandbox

LEAST_HINTS = 3
LEAST_MISTAKES = 5
WIDEST_FENCE = 49
LEAST_LOSS = 0.1
"""The share of the points that any declared mistake must cost."""


def flaws(lesson: Lesson, seed: int, sandbox: Sandbox) -> list[str]:
    """Return everything that is wrong with an exercise, a line each."""
    return [
        *_text_flaws(lesson),
        *_starter_flaws(lesson, seed, sandbox),
        *_solution_flaws(lesson, seed, sandbox),
        *proofs.flaws(lesson, sandbox),
        *_mistake_flaws(lesson, seed, sandbox),
    ]


def _text_flaws(lesson: Lesson) -> Iterator[str]:
    if not lesson.statement.startswith("# "):
        yield "statement.md does not begin with a title"
    for name in lesson.exercise.functions:
        if name not in lesson.statement:
            yield f"statement.md never names {name}"
        if name not in lesson.starter:
            yield f"starter.py does not define {name}"
    fences = re.findall(r"```.*?\n(.*?)```", lesson.statement, flags=re.DOTALL)
    if any(len(line) > WIDEST_FENCE for fence in fences for line in fence.splitlines()):
        yield f"a code fence in statement.md is wider than {WIDEST_FENCE} columns"
    if len(lesson.hints) < LEAST_HINTS:
        yield f"hints.md has {len(lesson.hints)} steps, wanted {LEAST_HINTS}"
    if len(lesson.mistakes) < LEAST_MISTAKES:
        yield f"mistakes.py declares {len(lesson.mistakes)}, wanted {LEAST_MISTAKES}"
    for mistake in lesson.mistakes:
        if not mistake.hint:
            yield f"the mistake '{mistake.name}' has no hint"
    if not lesson.frames():
        yield "figure.py has no frames"


def _graded(lesson: Lesson, text: str, seed: int, sandbox: Sandbox) -> ExerciseResult:
    source = SourceFile(lesson.folder / lesson.file_name, text.encode())
    *_, finished = grade_exercise(lesson, source, seed, sandbox)
    assert isinstance(finished, Finished)
    return finished.result


def _starter_flaws(lesson: Lesson, seed: int, sandbox: Sandbox) -> Iterator[str]:
    result = _graded(lesson, lesson.starter, seed, sandbox)
    if (result.status, result.score) != (Status.TODO, 0.0):
        yield f"the starter is '{result.status}' with {result.score} points"
    moved = _graded(lesson, f"{lesson.starter}\nsomething_more = 1\n", seed, sandbox)
    if moved.score:
        yield f"the starter with a line more scores {moved.score}"


def _solution_flaws(lesson: Lesson, seed: int, sandbox: Sandbox) -> Iterator[str]:
    """Yield what the answer in NumPy gets wrong: an exercise by hand has one."""
    if lesson.exercise.needs is not Needs.NUMPY:
        return
    if not lesson.solution_source:
        yield "there is no solution.py with the answer in NumPy"
        return
    for check in _graded(lesson, lesson.solution_source, seed, sandbox).checks:
        if check.status is not Status.PASSED:
            yield f"solution.py fails '{check.name}': {check.message}"


def _reference_outcomes(plan: Plan, sandbox: Sandbox) -> dict[int, Outcome]:
    """Return what the reference returns where a student's file would be called, judged cases included."""
    return dict(submitted.reference_outcomes(plan, sandbox))


def _assessed(plan: Plan, outcomes: dict[int, Outcome], sandbox: Sandbox) -> tuple[CheckResult, ...]:
    source = SourceFile(plan.lesson.folder / plan.lesson.file_name, plan.lesson.reference_source.encode())
    evidence = Evidence(plan, source, outcomes, sandbox)
    return tuple(assess(evidence, index).result for index in range(len(plan.checks)))


def _mistake_flaws(lesson: Lesson, seed: int, sandbox: Sandbox) -> Iterator[str]:
    plan = plan_of(lesson, seed)
    right = _reference_outcomes(plan, sandbox)
    checks = _assessed(plan, right, sandbox)
    for check in checks:
        if check.status is not Status.PASSED:
            yield f"the reference fails '{check.name}': {check.message}"
    for mistake in lesson.mistakes:
        yield from _flaws_of_mistake(plan, mistake, right, sandbox)


def _flaws_of_mistake(plan: Plan, mistake: Mistake, right: dict[int, Outcome], sandbox: Sandbox) -> Iterator[str]:
    outcomes = {**right, **submitted.mistake_outcomes(plan, sandbox, mistake)}
    checks = _assessed(plan, outcomes, sandbox)
    lost = sum(check.max_points - check.points for check in checks)
    if lost < LEAST_LOSS * plan.lesson.exercise.max_score:
        yield f"'{mistake.name}' loses {lost:g} of {plan.lesson.exercise.max_score:g} points"
    failed = [check for check in checks if check.status is not Status.PASSED]
    named = {name for check in failed for name in check.mistakes}
    for name in sorted(named - {mistake.name}):
        yield f"'{mistake.name}' is taken for '{name}'"
    if not named and not all(check.insight for check in failed):
        yield f"'{mistake.name}' is not recognised"
