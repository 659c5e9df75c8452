"""Runs the second part of a check: a fresh child goes on with what the first returned, on inputs new to both.

Owns which cases have one and what becomes of their outcomes. Whose file runs in it is the caller's affair.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from grader.core.results import Outcome, OutcomeKind
from grader.grading.cases import Plan
from grader.sandbox.parent.jobs import Call

Answer = Callable[[dict[int, Call], float], Mapping[int, Outcome]]
"""Runs numbered calls in a fresh child within so many seconds."""


def carried_on(plan: Plan, outcomes: Mapping[int, Outcome], answer: Answer) -> dict[int, Outcome]:
    """Return the outcomes, with the pair of both returned values for each case that has a second act."""
    found = dict(outcomes)
    for check, numbers in plan.checks:
        if check.sequel is None:
            continue
        for number in numbers:
            first = found.get(number)
            if first is None or first.kind is not OutcomeKind.RETURNED:
                continue
            passed_on = check.sequel.passes_on(first.value)
            if passed_on is None:
                found[number] = replace(first, value=(first.value, None))
                continue
            call = Call(check.sequel.function, (passed_on, *plan.held_out(number).unseen))
            second = answer({number: call}, check.sequel.seconds).get(number, Outcome(OutcomeKind.DIED))
            returned = second.kind is OutcomeKind.RETURNED
            found[number] = replace(second, value=(first.value, second.value)) if returned else second
    return found
