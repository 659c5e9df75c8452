"""Explains a graded class again with the mistakes that are declared now, from kept outcomes: nobody's code runs.

Owns which answers are looked at and what is said about it. No score changes by it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from grader.classroom.gradebook.class_secret import unbound
from grader.classroom.gradebook.roll import ClassPlan, Key, Row
from grader.classroom.gradebook.store import Gradebook
from grader.classroom.report.groups import UNTRIED, explanation
from grader.core.lessons import lessons
from grader.core.results import ExerciseResult, Status
from grader.core.source import SourceFile
from grader.core.text import one_line, plural
from grader.grading.again import explained_again
from grader.grading.cases import Plan, draw
from grader.grading.outcome_form import unpacked
from grader.grading.reference import version_of
from grader.grading.verdict.values import cut
from grader.sandbox.parent.client import Sandbox

_LONGEST = 70
"""Characters of an explanation in a line."""


@dataclass
class ExplainedAgain:
    """What came of it. `changes` counts answers by exercise, what explained them before, and what does now.

    `without` counts wrong answers whose outcomes are not kept; `others` are exercises that are another version now.
    """

    looked_at: int = 0
    changes: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    without: int = 0
    others: tuple[str, ...] = ()

    def line(self) -> str:
        """Return what came of it in one line."""
        changed = sum(self.changes.values())
        return f"{plural(self.looked_at, 'wrong answer')} explained again, {changed} otherwise; no score has changed"

    def lines(self) -> Iterator[str]:
        """Yield a line for each change, then the whole."""
        for (exercise, before, now), count in sorted(self.changes.items(), key=lambda one: (-one[1], one[0])):
            told = f"{cut(before or 'not explained', _LONGEST)} -> {cut(now, _LONGEST)}"
            yield one_line(f"{exercise}: {plural(count, 'answer')}: {told}")
        yield self.line()
        if self.without:
            why = "graded with --no-sources, by an older program, or larger than what is kept"
            yield f"{plural(self.without, 'more answer')} without kept outcomes ({why}): --fresh grades them again"
        if self.others:
            yield f"not looked at, since these exercises are another version now: {', '.join(self.others)}"


def _current(plan: ClassPlan, only: Collection[str]) -> dict[str, Plan | None]:
    """Return the cases of each exercise that is asked for; None where the one that was graded is another version."""
    known = {lesson.name: lesson for lesson in lessons()}
    found: dict[str, Plan | None] = {}
    for planned in unbound(plan).exercises:
        if not only or planned.name in only:
            lesson = known.get(planned.name)
            is_same = lesson is not None and f"{planned.version}-".startswith(f"{version_of(lesson)}-")
            found[planned.name] = draw(lesson, plan.seed) if lesson is not None and is_same else None
    return found


def _answers(row: Row, current: Mapping[str, Plan | None]) -> Iterator[tuple[Plan, str, ExerciseResult]]:
    """Yield a student's wrong answers in these exercises, as far as something that is compared went wrong there."""
    for result in row.result.exercises:
        cases, digest = current.get(result.exercise), row.digests.get(result.exercise, "")
        if cases is None or not digest or result.status in UNTRIED or result.message:
            continue
        checks = zip(cases.lesson.exercise.checks, result.checks, strict=False)
        if any(check.judge is None and one.status is not Status.PASSED for check, one in checks):
            yield cases, digest, result


def explain_again(
    gradebook: Gradebook,
    sandbox: Sandbox,
    only: Collection[str] = (),
    stopped: Callable[[], bool] = lambda: False,
) -> ExplainedAgain:
    """Explain every wrong answer again, of all exercises or of `only` some, and keep what is said now.

    All of it is kept, or, once it is `stopped`, nothing. Raises ProgramError where the declared mistakes can't be read
    or don't run.
    """
    plan = gradebook.plan()
    versions = {one.name: one.version for one in plan.exercises}
    current = _current(plan, only)
    came = ExplainedAgain(others=tuple(name for name, cases in current.items() if cases is None))
    kept: list[tuple[Key, ExerciseResult]] = []
    for row in gradebook.rows():
        if stopped():
            return ExplainedAgain()
        for cases, digest, result in _answers(row, current):
            name = result.exercise
            key = Key(row.enrolled.student, name, digest, versions[name], plan.seed)
            now = _explained(gradebook, sandbox, cases, key, result)
            if now is None:
                came.without += 1
                continue
            came.looked_at += 1
            if now is not result:
                kept.append((key, now))
                came.changes[name, explanation(result), explanation(now) or "not explained"] += 1
    with gradebook.writing():
        for key, now in kept:
            gradebook.keep(key, now)
    return came


def _explained(
    gradebook: Gradebook, sandbox: Sandbox, cases: Plan, key: Key, result: ExerciseResult
) -> ExerciseResult | None:
    """Return a result as it is explained now; None where its outcomes are not kept."""
    content, source = gradebook.answers.read(key), gradebook.sources.read(key.digest)
    outcomes = unpacked(content) if content else None
    if outcomes is None or source is None:
        return None
    file = SourceFile(Path(cases.lesson.file_name), source)
    return explained_again(cases, file, outcomes, result, sandbox)
