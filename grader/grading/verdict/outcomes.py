"""Compares two outcomes of one case: whether the second is right, and whether two (right or wrong) are the same.

Pure. One rule for both questions: what counts as equal is said in `compare`.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from exercises.definition import Case, Check, Rule
from grader.core.results import Outcome, OutcomeKind
from grader.grading.verdict.compare import Difference, Tolerance, as_array, compare, differing, is_int, is_real, real
from grader.grading.verdict.inputs import compare_inputs
from grader.sandbox.wire import Opaque

_PLAIN = (str, bool, type(None), Opaque)


def difference_of(check: Check, case: Case, wanted: Outcome, got: Outcome) -> Difference | None:
    """Return the difference between two returned values, changed arguments included; None where `got` is right."""
    difference = compare(check.rule, wanted.value, got.value, Tolerance(check.rtol, check.atol))
    if difference is None and check.keeps_inputs:
        difference = compare_inputs([*case.args, *case.kwargs.values()], got.inputs)
    return difference


def is_right(check: Check, case: Case, wanted: Outcome, got: Outcome) -> bool:
    """Return whether a case's outcome is right."""
    if wanted.kind is not OutcomeKind.RETURNED:
        return got.kind is OutcomeKind.RAISED and wanted.error in (got.error, *got.names)
    return got.kind is OutcomeKind.RETURNED and difference_of(check, case, wanted, got) is None


def are_alike(check: Check, one: Outcome, other: Outcome) -> bool:
    """Return whether two outcomes are the same: two values under the check's rule, or the same exception."""
    if one.kind is not other.kind or one.kind not in (OutcomeKind.RETURNED, OutcomeKind.RAISED):
        return False
    if one.kind is OutcomeKind.RAISED:
        return one.error == other.error
    tolerance = Tolerance(check.rtol, check.atol)
    if not same_value(check.rule, one.value, other.value, tolerance):
        return False
    return not check.keeps_inputs or same_value(Rule.SAME, one.inputs, other.inputs, tolerance)


def same_value(rule: Rule, one: Any, other: Any, tolerance: Tolerance) -> bool:
    """Return whether two values, right or wrong, are the same under a rule. Unlike `compare`, a NaN is equal to a NaN.

    Never raises, whatever the values are.
    """
    if rule in (Rule.ARRAY, Rule.ANY_ARRAY) or isinstance(one, np.ndarray) or isinstance(other, np.ndarray):
        arrays = as_array(one), as_array(other)
        if arrays[0] is not None and arrays[1] is not None:
            return _same_array(arrays[0], arrays[1], tolerance)
        if arrays[0] is not None or arrays[1] is not None:
            return False
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same_value(rule, one[key], other[key], tolerance) for key in one)
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        pairs = zip(one, other, strict=False)
        return len(one) == len(other) and all(same_value(rule, a, b, tolerance) for a, b in pairs)
    if is_real(one) and is_real(other):
        return (rule is Rule.FLOAT or is_int(one) == is_int(other)) and _same_number(one, other, tolerance)
    return type(one) is type(other) and isinstance(one, _PLAIN) and one == other


def _same_number(one: Any, other: Any, tolerance: Tolerance) -> bool:
    if is_int(one) and is_int(other):
        return int(one) == int(other)
    return _same_array(np.array(real(one)), np.array(real(other)), tolerance)


def _same_array(one: np.ndarray, other: np.ndarray, tolerance: Tolerance) -> bool:
    if one.shape != other.shape:
        return False
    wrong = differing(one, other, tolerance)
    if wrong.any():
        wrong &= ~((np.isnan(one) & np.isnan(other)) | (one == other))
    return not wrong.any()
