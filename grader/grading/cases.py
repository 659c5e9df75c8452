"""Draws the cases that are run from an exercise, a seed and a secret, numbered, and says whose check each is.

Drawing is the trusted parent's. What a student's process may see is drawn from the seed; what a check holds out is
drawn from the secret, when it is first asked for.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import Any

import numpy as np

from exercises.definition import Case, Check
from grader.core.lessons import Lesson
from grader.grading import secret as secrets_of
from grader.grading.right_before import RightBefore
from grader.grading.verdict.call import call_line
from grader.sandbox.parent.jobs import Call, Job

_SECOND_TRY = 1_000_003
"""Added to the seed where a check is drawn once more."""
_one_at_a_time = threading.Lock()
"""Two thousand images take most of a second: drawn once, however many threads ask."""


@dataclass(frozen=True)
class Plan:
    """The cases of an exercise at a seed. `checks` pairs each check with the numbers of its cases."""

    lesson: Lesson
    seed: int
    secret: bytes = field(repr=False)
    cases: tuple[Case, ...]
    checks: tuple[tuple[Check, tuple[int, ...]], ...]
    _held_out: dict[int, Case] = field(default_factory=dict, repr=False, compare=False)

    def check_of(self, number: int) -> Check:
        """Return the check that a case belongs to."""
        return next(check for check, numbers in self.checks if number in numbers)

    def held_out(self, number: int) -> Case:
        """Return a case with what its check holds out: for the parent and for children of ours."""
        check = self.check_of(number)
        if check.holds_out is None:
            return self.cases[number]
        with _one_at_a_time:
            if number not in self._held_out:
                exercise = self.lesson.exercise
                place = exercise.checks.index(check)
                hidden = secrets_of.hidden(self.secret, exercise.number, place, self.seed)
                self._held_out[number] = check.holds_out(self.cases[number], hidden)
            return self._held_out[number]

    @cached_property
    def child_seed(self) -> int:
        """Return what a student's child seeds its random numbers with."""
        return secrets_of.child_seed(self.secret, self.lesson.exercise.number, self.seed)

    @cached_property
    def first_calls(self) -> tuple[str, ...]:
        """Return the first call of each check, as a line to paste: written once, shown with every check that passed."""
        return tuple(call_line(self.cases[numbers[0]]) for _, numbers in self.checks)

    @cached_property
    def calls(self) -> tuple[Call, ...]:
        """Return the cases as calls of a student's file."""
        return tuple(
            Call(case.function, case.args, case.kwargs, inputs=self.check_of(number).keeps_inputs)
            for number, case in enumerate(self.cases)
        )

    @cached_property
    def name(self) -> str:
        """Return a name for these calls made from what is in them, so that no other plan can be taken for this one."""
        return hashlib.sha256(b"".join(call.frame for call in self.calls)).hexdigest()

    @cached_property
    def drawn(self) -> str:
        """Return which checks were drawn, one digit each: a second try numbers the cases of one alone."""
        return "".join(str(int(any(check is one for one, _ in self.checks))) for check in self.lesson.exercise.checks)

    @cached_property
    def right_before(self) -> RightBefore:
        """Return the right answers of earlier runs."""
        return RightBefore()

    def call(self, number: int, *, for_reference: bool = False) -> Call:
        """Return a case as a call."""
        other = self.cases[number].wanted_by
        return replace(self.calls[number], function=other) if for_reference and other else self.calls[number]

    def numbers(self, wanted: Callable[[Check, Case], bool]) -> tuple[int, ...]:
        """Return the numbers of the cases for which `wanted` holds."""
        return tuple(number for check, where in self.checks for number in where if wanted(check, self.cases[number]))

    def job(self, modules: tuple[tuple[str, bytes], ...], calls: dict[int, Call], **settings: Any) -> Job:
        """Return a job of ours with the exercise's limits for numbered calls; a student's file gets `child_seed`."""
        exercise = self.lesson.exercise
        job = Job(
            needs=exercise.needs,
            modules=modules,
            calls=tuple(calls.values()),
            numbers=tuple(calls),
            seed=self.seed,
            probe=self.lesson.probe_source,
            seconds=exercise.seconds,
            memory=exercise.memory,
            threads=exercise.threads,
        )
        return replace(job, **settings)


def draw(lesson: Lesson, seed: int, only: tuple[int, ...] = (), *, secret: bytes | None = None) -> Plan:
    """Draw every check's cases (of the checks numbered `only`, where given). Each check has its own generator.

    Without a `secret` what is held out is this process's alone.
    """
    cases: list[Case] = []
    checks = []
    for index, check in enumerate(lesson.exercise.checks):
        if only and index not in only:
            continue
        drawn = check.cases(np.random.default_rng([seed, lesson.exercise.number, index]))
        checks.append((check, tuple(range(len(cases), len(cases) + len(drawn)))))
        cases += drawn
    return Plan(lesson, seed, secret or secrets_of.of_this_process(), tuple(cases), tuple(checks))


@lru_cache(maxsize=64)
def plan_of(lesson: Lesson, seed: int, secret: bytes | None = None) -> Plan:
    """Return what `draw` gives, and keep it: a class is graded on one plan."""
    return draw(lesson, seed, secret=secret)


def second_try(plan: Plan, check: int) -> Plan:
    """Return the plan of one check again, on another seed."""
    return draw(plan.lesson, plan.seed + _SECOND_TRY, (check,), secret=plan.secret)
