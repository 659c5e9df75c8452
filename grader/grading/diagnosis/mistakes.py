"""Which misconception gives this output. A check that failed is compared with what each declared mistake returned.

Pure. A mistake is recognised for a check when its outcomes equal the student's on all of the check's cases; among
several the one that agrees with the student on most checks wins, the first declared one where that is equal.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from exercises.definition import Check, Mistake, Rule
from grader.core.results import Outcome, OutcomeKind
from grader.grading.verdict.compare import Tolerance, as_array, is_int, real

Outcomes = Mapping[int, Outcome]
"""Outcomes by case number."""


def _same_number(one: Any, other: Any, exact: bool) -> bool:
    if exact and is_int(one) != is_int(other):
        return False
    with np.errstate(all="ignore"):
        return bool(np.isclose(real(one), real(other), rtol=1e-5, atol=1e-6, equal_nan=True))


def _same_value(rule: Rule, one: Any, other: Any, tolerance: Tolerance) -> bool:
    if rule in (Rule.ARRAY, Rule.ANY_ARRAY) or isinstance(one, np.ndarray):
        a, b = as_array(one), as_array(other)
        if a is None or b is None or a.shape != b.shape:
            return False
        with np.errstate(all="ignore"):
            return bool(np.allclose(a, b, rtol=tolerance.rtol, atol=tolerance.atol, equal_nan=True))
    if isinstance(one, dict) and isinstance(other, dict):
        return list(one) == list(other) and _same_value(rule, list(one.values()), list(other.values()), tolerance)
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        return len(one) == len(other) and all(
            _same_value(rule, a, b, tolerance) for a, b in zip(one, other, strict=True)
        )
    numbers = (int, float, np.integer, np.floating)
    if isinstance(one, numbers) and isinstance(other, numbers) and not isinstance(one, bool):
        return not isinstance(other, bool) and _same_number(one, other, exact=rule is not Rule.FLOAT)
    return type(one) is type(other) and not isinstance(other, np.ndarray) and bool(one == other)


def _same_outcome(check: Check, one: Outcome, other: Outcome) -> bool:
    if one.kind is not other.kind:
        return False
    if one.kind is OutcomeKind.RAISED:
        return one.error == other.error
    if one.kind is not OutcomeKind.RETURNED:
        return False
    tolerance = Tolerance(check.rtol, check.atol)
    if not _same_value(check.rule, one.value, other.value, tolerance):
        return False
    return not check.keeps_inputs or _same_value(Rule.SAME, one.inputs, other.inputs, tolerance)


def _agrees(check: Check, numbers: Sequence[int], mistake: Outcomes, got: Outcomes) -> bool:
    return all(
        number in mistake and number in got and _same_outcome(check, mistake[number], got[number]) for number in numbers
    )


def _speaks(numbers: Sequence[int], got: Outcomes) -> bool:
    """Whether the student returned anything there: equal exceptions alone prove nothing."""
    return any(number in got and got[number].kind is OutcomeKind.RETURNED for number in numbers)


def recognise(
    failed: int,
    checks: Sequence[tuple[Check, Sequence[int]]],
    declared: Sequence[Mistake],
    mistaken: Mapping[str, Outcomes],
    got: Outcomes,
) -> Mistake | None:
    """The misconception that explains check number `failed`, if one does.

    `checks` pairs each check with its case numbers; `mistaken` has each mistake's outcomes by slug.
    """
    check, numbers = checks[failed]
    if not _speaks(numbers, got):
        return None
    best: tuple[int, Mistake] | None = None
    for mistake in declared:
        outcomes = mistaken.get(mistake.slug, {})
        if not _agrees(check, numbers, outcomes, got):
            continue
        agreed = sum(_agrees(other, where, outcomes, got) for other, where in checks)
        if best is None or agreed > best[0]:
            best = (agreed, mistake)
    return best[1] if best else None
