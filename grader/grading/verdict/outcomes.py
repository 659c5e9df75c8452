"""Two outcomes of one case: whether the second is right, and whether two (right or wrong) are the same.

Pure. One rule for both questions: what counts as equal is said in `compare`.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from exercises.definition import Case, Check, Rule
from grader.core.results import Outcome, OutcomeKind
from grader.grading.verdict.compare import Difference, Tolerance, as_array, compare, differing, is_int, is_real, real
from grader.grading.verdict.inputs import compare_inputs


def difference_of(check: Check, case: Case, wanted: Outcome, got: Outcome) -> Difference | None:
    """The difference between two values that were returned, changed arguments included; None where `got` is right."""
    difference = compare(check.rule, wanted.value, got.value, Tolerance(check.rtol, check.atol))
    if difference is None and check.keeps_inputs:
        difference = compare_inputs([*case.args, *case.kwargs.values()], got.inputs)
    return difference


def is_right(check: Check, case: Case, wanted: Outcome, got: Outcome) -> bool:
    """Whether a case's outcome is right."""
    if wanted.kind is not OutcomeKind.RETURNED:
        return got.kind is OutcomeKind.RAISED and wanted.error in (got.error, *got.names)
    return got.kind is OutcomeKind.RETURNED and difference_of(check, case, wanted, got) is None


def are_alike(check: Check, one: Outcome, other: Outcome) -> bool:
    """Whether two outcomes are the same: two values under the check's rule, or the same exception."""
    if one.kind is not other.kind or one.kind not in (OutcomeKind.RETURNED, OutcomeKind.RAISED):
        return False
    if one.kind is OutcomeKind.RAISED:
        return one.error == other.error
    tolerance = Tolerance(check.rtol, check.atol)
    if not same_value(check.rule, one.value, other.value, tolerance):
        return False
    return not check.keeps_inputs or same_value(Rule.SAME, one.inputs, other.inputs, tolerance)


def same_value(rule: Rule, one: Any, other: Any, tolerance: Tolerance) -> bool:
    """Whether two values, right or wrong, are the same under a rule. Unlike `compare`, a NaN is equal to a NaN."""
    if rule in (Rule.ARRAY, Rule.ANY_ARRAY) or isinstance(one, np.ndarray) or isinstance(other, np.ndarray):
        return _same_array(one, other, tolerance)
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same_value(rule, one[key], other[key], tolerance) for key in one)
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        pairs = zip(one, other, strict=False)
        return len(one) == len(other) and all(same_value(rule, a, b, tolerance) for a, b in pairs)
    if is_real(one) and is_real(other):
        return (rule is Rule.FLOAT or is_int(one) == is_int(other)) and _same_number(one, other, tolerance)
    return type(one) is type(other) and bool(one == other)


def _same_number(one: Any, other: Any, tolerance: Tolerance) -> bool:
    if is_int(one) and is_int(other):
        return int(one) == int(other)
    return _same_array(np.array(real(one)), np.array(real(other)), tolerance)


def _same_array(one: Any, other: Any, tolerance: Tolerance) -> bool:
    a, b = as_array(one), as_array(other)
    if a is None or b is None or a.shape != b.shape:
        if a is not None or b is not None or isinstance(one, np.ndarray) or isinstance(other, np.ndarray):
            return False
        return same_value(Rule.SAME, one, other, tolerance)  # == has no answer for lists of arrays
    wrong = differing(a, b, tolerance)
    if wrong.any():
        wrong &= ~((np.isnan(a) & np.isnan(b)) | (a == b))
    return not wrong.any()
