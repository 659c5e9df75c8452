"""Runs the reference, and each mistake, as if a student had handed it in: for `dev check`, judged cases included."""

from __future__ import annotations

from exercises.definition import Mistake, Needs
from grader.core import paths
from grader.grading import reference
from grader.grading.cases import Plan
from grader.grading.reference import Outcomes
from grader.grading.sequel import carried_on
from grader.sandbox.parent.client import Sandbox, SandboxError
from grader.sandbox.parent.jobs import Call


def reference_outcomes(plan: Plan, sandbox: Sandbox) -> Outcomes:
    """Return the reference's outcomes for the calls that a student's file gets, judged cases included."""
    path = str(paths.reference_folder() / plan.lesson.file_name)
    needs = plan.lesson.exercise.needs
    trusted = Needs.TORCH if needs is Needs.NUMPY else needs

    def answers(calls: dict[int, Call], seconds: float) -> Outcomes:
        job = plan.job(((path, plan.lesson.reference_source.encode()),), calls, needs=trusted, seconds=seconds)
        return reference.run_trusted(sandbox, job, f"the reference of {plan.lesson.name}")

    calls = {number: plan.call(number) for number in plan.numbers(lambda check, case: True)}
    return carried_on(plan, answers(calls, 120.0), answers)


def mistake_outcomes(plan: Plan, sandbox: Sandbox, mistake: Mistake) -> Outcomes:
    """Return a mistake's outcomes for every call that it touches, judged cases included."""
    numbers = plan.numbers(lambda check, case: case.student_function in mistake.functions)
    if not numbers:
        return {}

    def answers(calls: dict[int, Call], seconds: float) -> Outcomes:
        done, ended = reference.played(plan, sandbox, [mistake.slug], calls, seconds)
        if mistake.slug not in done:
            raise SandboxError(f"{plan.lesson.name}'s mistake '{mistake.name}' did not run: {ended.detail}")
        return done[mistake.slug]

    return carried_on(plan, answers({number: plan.call(number) for number in numbers}, 120.0), answers)
