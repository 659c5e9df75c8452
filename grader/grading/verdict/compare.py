"""Finds the first difference between wanted and got: the contract's "What counts as right", and nothing else.

Pure. What a difference means to a student belongs to `explain`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from exercises.definition import Rule
from grader.core.results import Grids
from grader.grading.verdict.values import kind_of, number_text, shape_text, short, told_apart, with_article

_MOST_NAMES = 3
LARGEST_SHOWN = 1 << 20
"""Cells of an array of the wrong shape that is kept to be shown."""


@dataclass(frozen=True)
class Difference:
    """Why a value is not the wanted one: a `title` line, `details`, the two as short texts, and `at` which index."""

    title: str
    wanted: str
    got: str
    details: tuple[str, ...] = ()
    grids: Grids | None = None
    at: str = ""


@dataclass(frozen=True)
class Tolerance:
    """Values within `atol + rtol * |wanted|` are equal."""

    rtol: float = 1e-5
    atol: float = 1e-6


# --- numbers ---------------------------------------------------------------------------------------------------------


def is_int(value: Any) -> bool:
    """Return whether it is an `int` or NumPy integer, not a `bool`."""
    return isinstance(value, int | np.integer) and not isinstance(value, bool)


def is_real(value: Any) -> bool:
    """Return whether it is a real number, NumPy scalar or 0-d array of one; not a `bool`."""
    if isinstance(value, np.ndarray):
        return value.ndim == 0 and value.dtype.kind in "iuf"
    return is_int(value) or isinstance(value, float | np.floating)


def real(value: Any) -> float:
    """Return a real number as float; infinity where it is beyond that."""
    try:
        return float(value)
    except OverflowError:
        return float("inf")


def _wrong_type(wanted: Any, got: Any, what: str) -> Difference:
    details: tuple[str, ...] = ()
    if got is None:
        details = ("the function returned nothing: is a return missing?",)
    return Difference(f"the result is {with_article(kind_of(got))}, not {what}", short(wanted), short(got), details)


def _compare_int(wanted: Any, got: Any) -> Difference | None:
    if is_int(got):
        return None if int(got) == int(wanted) else Difference("wrong number", short(wanted), short(got))
    if isinstance(got, float | np.floating) and np.isfinite(got):
        title = f"{short(got)} is a float: a whole number is wanted, so use // instead of /"
        return Difference(title, f"{int(wanted)} (int)", f"{short(got)} (float)")
    return _wrong_type(wanted, got, "a whole number (int)")


def _compare_float(wanted: Any, got: Any, tolerance: Tolerance) -> Difference | None:
    if not is_real(got):
        return _wrong_type(wanted, got, "a number")
    difference = abs(real(got) - float(wanted))
    if difference <= tolerance.atol + tolerance.rtol * abs(float(wanted)):
        return None
    details = ("not a number: something divided 0 by 0, or took inf - inf",) if np.isnan(real(got)) else ()
    yours, right = told_apart(real(got), float(wanted))
    return Difference("wrong number", right, yours, details)


# --- arrays ----------------------------------------------------------------------------------------------------------


_NUMBERS = frozenset((int, float, np.float64, np.float32, np.int64, np.int32))
"""Types of most numbers: a row of them is told from its types alone."""


def _leaves_are_numbers(value: Any) -> bool:
    if isinstance(value, list | tuple):
        return {*map(type, value)} <= _NUMBERS or all(_leaves_are_numbers(item) for item in value)
    if isinstance(value, np.ndarray):
        return value.dtype.kind in "iuf"
    return is_real(value)


def as_array(value: Any) -> np.ndarray | None:
    """Return an array result as float64: an array, or (nested) lists and tuples of numbers; None for anything else."""
    if isinstance(value, np.ndarray):
        return value.astype(np.float64) if value.dtype.kind in "iuf" else None
    if not (isinstance(value, list | tuple) or is_real(value)) or not _leaves_are_numbers(value):
        return None
    try:
        return np.array(value, dtype=np.float64)
    except (ValueError, TypeError, OverflowError):  # rows of different lengths, or numbers beyond float64
        return None


def _not_array(wanted: np.ndarray, got: Any) -> Difference:
    if isinstance(got, list | tuple) and _leaves_are_numbers(got):
        return Difference("the rows have different lengths", short(wanted), "ragged list")
    if isinstance(got, np.ndarray):
        return Difference(f"an array of dtype {got.dtype} is not of real numbers", short(wanted), str(got.dtype))
    return _wrong_type(wanted, got, "an array")


def differing(wanted: np.ndarray, got: np.ndarray, tolerance: Tolerance) -> np.ndarray:
    """Return where two arrays of one shape differ; a NaN or infinity is never right."""
    with np.errstate(all="ignore"):
        close = np.abs(got - wanted) <= tolerance.atol + tolerance.rtol * np.abs(wanted)
    return np.asarray(~(close & np.isfinite(got)))


def _compare_array(wanted: Any, value: Any, tolerance: Tolerance) -> Difference | None:
    want = np.asarray(wanted, dtype=np.float64)
    got = as_array(value)
    if got is None:
        return _not_array(want, value)
    if got.shape != want.shape:
        title = f"the shape is {shape_text(got.shape)}, wanted {shape_text(want.shape)}"
        if got.ndim == 0:
            title = f"the result is a single number, not an array of shape {shape_text(want.shape)}"
        grids = None if got.size > LARGEST_SHOWN else Grids(want, got, None, None)
        return Difference(title, shape_text(want.shape), shape_text(got.shape), (), grids)
    wrong = differing(want, got, tolerance)
    if not wrong.any():
        return None
    first = tuple(int(i) for i in np.argwhere(wrong)[0])
    with np.errstate(all="ignore"):
        largest = float(np.nanmax(np.abs(got - want)[wrong])) if np.isfinite(got[wrong]).any() else float("nan")
    count = f"{int(wrong.sum())} of {wrong.size} cells differ, largest error {number_text(largest)}"
    where = ", ".join(map(str, first))
    yours, right = told_apart(got[first], want[first])
    details = [f"first at [{where}]: yours {yours}, wanted {right}"]
    if np.isnan(got).any():
        details.append("there are NaNs: something divided 0 by 0, or a cell was never written")
    kind = str(value.dtype) if isinstance(value, np.ndarray) else type(value).__name__
    title = f"{kind}, shape {shape_text(want.shape)} ✓, {count}"
    return Difference(title, right, yours, tuple(details), Grids(want, got, first, wrong), where)


def _compare_any_array(wanted: Any, got: Any, tolerance: Tolerance) -> Difference | None:
    found = [_compare_array(one, got, tolerance) for one in wanted]
    return None if not found or None in found else found[0]


# --- shapes and the rest ---------------------------------------------------------------------------------------------


def _compare_shape(wanted: Any, got: Any) -> Difference | None:
    want = tuple(int(side) for side in wanted)
    if not isinstance(got, list | tuple):
        return _wrong_type(want, got, "a shape (a tuple of ints)")
    if len(got) != len(want):
        return Difference(f"{len(got)} numbers, wanted {len(want)}", short(want), short(tuple(got)))
    for axis, (side, right) in enumerate(zip(got, want, strict=True)):
        difference = _compare_int(right, side)
        if difference:
            return Difference(f"number {axis + 1} of the shape: {difference.title}", short(want), short(tuple(got)))
    return None


def _compare_trace(wanted: Any, got: Any) -> Difference | None:
    if not isinstance(got, list | tuple):
        return _wrong_type(wanted, got, "a list with one (shape, parameters) per layer")
    if len(got) != len(wanted):
        return Difference("one (shape, parameters) per layer", f"{len(wanted)} layers", f"{len(got)} layers")
    for number, (row, right) in enumerate(zip(got, wanted, strict=True), start=1):
        if not isinstance(row, list | tuple) or len(row) != 2:
            return _wrong_type(right, row, f"a (shape, parameters) pair, in layer {number}")
        shape, count = _compare_shape(right[0], row[0]), _compare_int(right[1], row[1])
        if shape or count:
            what = f"the shape after layer {number}" if shape else f"the parameters of layer {number}"
            found = shape or count
            assert found is not None
            return Difference(f"{what}: {found.title}", found.wanted, found.got)
    return None


def _compare_names(wanted: dict[Any, Any], got: Any) -> Difference | None:
    if not isinstance(got, dict):
        return _wrong_type(wanted, got, "a dict")
    missing, extra = (
        ", ".join([short(key) for key in one if key not in other][:_MOST_NAMES])
        for one, other in ((wanted, got), (got, wanted))
    )
    return (
        Difference("other names than wanted", missing or "no more", extra or "none of these")
        if missing or extra
        else None
    )


def _compare_same(wanted: Any, got: Any, tolerance: Tolerance) -> Difference | None:
    if isinstance(wanted, np.ndarray):
        return _compare_array(wanted, got, tolerance)
    if isinstance(wanted, dict):
        return _compare_names(wanted, got) or next(
            filter(
                None, (_named(str(key), _compare_same(value, got[key], tolerance)) for key, value in wanted.items())
            ),
            None,
        )
    if isinstance(wanted, list | tuple):
        if not isinstance(got, list | tuple):
            return _wrong_type(wanted, got, f"{len(wanted)} values")
        if len(got) != len(wanted):
            return Difference(f"{len(got)} values, wanted {len(wanted)}", short(wanted), short(got))
        found = (_compare_same(one, other, tolerance) for one, other in zip(wanted, got, strict=True))
        return next((difference for difference in found if difference), None)
    return _compare_leaf(wanted, got, tolerance)


def _named(name: str, difference: Difference | None) -> Difference | None:
    if difference is None:
        return None
    return replace(difference, title=f"{name}: {difference.title}")


def _compare_leaf(wanted: Any, got: Any, tolerance: Tolerance) -> Difference | None:
    if isinstance(wanted, bool) or wanted is None or isinstance(wanted, str):
        same = type(got) is type(wanted) and got == wanted
        return None if same else Difference("wrong value", short(wanted), short(got))
    return _compare_int(wanted, got) if is_int(wanted) else _compare_float(wanted, got, tolerance)


_RULES: dict[Rule, Callable[[Any, Any, Tolerance], Difference | None]] = {
    Rule.INT: lambda wanted, got, _: _compare_int(wanted, got),
    Rule.FLOAT: _compare_float,
    Rule.ARRAY: _compare_array,
    Rule.SHAPE: lambda wanted, got, _: _compare_shape(wanted, got),
    Rule.TRACE: lambda wanted, got, _: _compare_trace(wanted, got),
    Rule.ANY_ARRAY: _compare_any_array,
    Rule.SAME: _compare_same,
}


def compare(rule: Rule, wanted: Any, got: Any, tolerance: Tolerance) -> Difference | None:
    """Return the difference between two values under a rule; None where `got` is right. Raises for no `got`."""
    return _RULES[rule](wanted, got, tolerance)
