"""Grades several files of one student in one child, and believes what comes out entirely right.

Whatever is not runs again by itself, and that verdict counts: no file costs another a point. That none gives another a
point is the child's affair (`sandbox/child/together.py`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from threading import Event as Flag

from exercises.definition import Needs
from grader.core.lessons import Lesson
from grader.core.results import ExerciseResult, Status
from grader.core.source import SourceFile, is_untouched
from grader.grading import reference
from grader.grading.cases import Plan, plan_of
from grader.grading.exercise import result_of
from grader.grading.verdict.outcomes import is_right
from grader.sandbox.messages import RENAMED
from grader.sandbox.parent.client import Sandbox
from grader.sandbox.parent.jobs import Answer, Ended, Job, JobPart, PartEnded

_SECONDS = 1.0
"""Of processor time for all files: ten times what they take and more. Who needs more gets it alone."""


def may_share(lesson: Lesson) -> bool:
    """Return whether an exercise's files may run in one child with others: by hand, and called without a probe."""
    return lesson.exercise.needs is Needs.NUMPY and not lesson.probe_source


def right_together(
    files: Sequence[tuple[Lesson, SourceFile]],
    seed: int,
    sandbox: Sandbox,
    cancelled: Flag | None = None,
    *,
    secret: bytes | None = None,
) -> Mapping[str, ExerciseResult]:
    """Return the results of those exercises whose file is entirely right; of a student, each exercise once at most."""
    runs = [
        (plan_of(lesson, seed, secret), source)
        for lesson, source in files
        if may_share(lesson) and not source.problem and not is_untouched(source, lesson.starter)
    ]
    if len(runs) < 2:
        return {}
    answers, whole = list[Answer](), dict[int, list[Answer]]()
    seconds, outputs = 0.0, tuple[str, ...]()
    for heard in sandbox.run_parts(_job(runs), cancelled):
        if isinstance(heard, Answer):
            answers.append(heard)
        elif isinstance(heard, PartEnded):
            if heard.is_whole:
                whole[heard.part] = answers
            answers = []
        elif isinstance(heard, Ended):
            seconds, outputs = heard.seconds, heard.outputs
    found = {}
    for part, given in whole.items() if outputs else ():
        plan, source = runs[part]
        shows_a_name = RENAMED in outputs[part]  # which nobody but the child gave it
        if not shows_a_name and _are_right(plan, given, sandbox):
            result = result_of(plan, source, given, sandbox, seconds / len(runs), outputs[part])
            if result.status is Status.PASSED:
                found[plan.lesson.name] = result
    return found


def _are_right(plan: Plan, answers: Sequence[Answer], sandbox: Sandbox) -> bool:
    """Return whether every answer that is compared is right; nobody explains a wrong one yet."""
    wanted, got = reference.wanted(plan, sandbox), {one.index: one.outcome for one in answers}
    return all(
        plan.right_before.holds(got[number]) or is_right(check, plan.cases[number], wanted[number], got[number])
        for check, numbers in plan.checks
        if check.judge is None
        for number in numbers
    )


def _job(runs: Sequence[tuple[Plan, SourceFile]]) -> Job:
    parts = tuple(
        JobPart(plan.child_seed, tuple(range(len(plan.cases))), plan.name, plan.calls, plan.right_before.answers)
        for plan, _ in runs
    )
    modules = tuple((str(source.path), source.content) for _, source in runs)
    memory = max(plan.lesson.exercise.memory for plan, _ in runs)
    return Job(Needs.NUMPY, modules, (), (), 0, seconds=_SECONDS, memory=memory, parts=parts)
