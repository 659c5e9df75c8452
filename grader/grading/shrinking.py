"""Finds the smallest call in which a student's function goes wrong, for an answer that nothing else explains.

Runs the student's file on smaller and smaller calls beside the right answer in steps, for a fraction of a second.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from exercises.definition import Case, Check, Needs
from grader.core.results import Outcome, OutcomeKind
from grader.grading import reference
from grader.grading.diagnosis.smaller import size_of, smaller
from grader.grading.evidence import Evidence
from grader.grading.verdict.outcomes import is_right
from grader.sandbox.parent.jobs import Answer, Call

_SECONDS = 0.2
_AT_ONCE = 40
"""Smaller calls that are tried together."""


@dataclass(frozen=True)
class WrongCall:
    """A call that went wrong: what was wanted, and what came."""

    case: Case
    wanted: Outcome
    got: Outcome


def smallest(evidence: Evidence, check: Check, wrong: Sequence[int]) -> WrongCall:
    """Return the smallest wrong call of a check: of those that were made, and by hand of smaller ones as well."""
    plan = evidence.plan
    made = [WrongCall(plan.cases[n], evidence.ask_reference()[n], evidence.outcomes[n]) for n in wrong]
    best = min(made, key=lambda one: size_of(one.case))
    until = time.monotonic() + _SECONDS
    by_hand = plan.lesson.exercise.needs is Needs.NUMPY and best.case.function == best.case.student_function
    while by_hand and time.monotonic() < until:
        found = _smaller(evidence, check, best)
        if found is None:
            break
        best = found
    return best


def _smaller(evidence: Evidence, check: Check, shown: WrongCall) -> WrongCall | None:
    """Return the smallest of some smaller calls that is still wrong in the same way."""
    cases = dict(enumerate(islice(smaller(shown.case), _AT_ONCE)))
    calls = {n: Call(case.function, case.args, case.kwargs, inputs=check.keeps_inputs) for n, case in cases.items()}
    wanted = reference.right_answers(evidence.plan, evidence.sandbox, calls)
    got = _answers(evidence, calls)
    still = [
        WrongCall(case, wanted[n], got[n])
        for n, case in cases.items()
        if n in wanted
        and n in got
        and wanted[n].kind is shown.wanted.kind is OutcomeKind.RETURNED
        and (got[n].kind, got[n].error) == (shown.got.kind, shown.got.error)
        and not is_right(check, case, wanted[n], got[n])
    ]
    best = min(still, key=lambda one: size_of(one.case), default=None)
    return best if best is not None and size_of(best.case) < size_of(shown.case) else None


def _answers(evidence: Evidence, calls: dict[int, Call]) -> Mapping[int, Outcome]:
    plan, module = evidence.plan, (str(evidence.source.path), evidence.source.content)
    job = plan.job((module,), calls, seed=plan.child_seed, seconds=1.0)
    return {heard.index: heard.outcome for heard in evidence.sandbox.run(job) if isinstance(heard, Answer)}
