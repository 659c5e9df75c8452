"""Compares where values went with where they should have gone, from one start: weights after steps of learning.

Pure. For calls whose first argument and whose answer are arrays by the same names.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from grader.grading.diagnosis.up_to import Failing
from grader.grading.verdict.compare import differing
from grader.grading.verdict.values import number_text

_MOST_NAMES = 4


def moves(calls: Sequence[Failing]) -> Iterator[str]:
    """Yield what the ways of wrong answers have in common."""
    ways = [way for call in calls if (way := _ways(call)) is not None]
    if len(ways) < len(calls):
        return
    if not any(got.any() for _, got in ways):
        yield "the weights end where they began: nothing was learned in any wrong call"
        return
    factors = [_factor(wanted, got) for wanted, got in ways]
    if None not in factors:
        first, *rest = [factor for factor in factors if factor is not None]
        if first < 0 and all(factor < 0 for factor in rest):
            yield "the weights move in the opposite direction: uphill, so that the loss rises"
        elif all(abs(factor - first) < 0.02 * abs(first) for factor in rest):
            yield f"the weights move in the right direction, {number_text(first, 3)} times as far as they should"
        elif first > 1 and all(factor > 1 for factor in rest):
            yield "the weights move in the right direction, and too far"
        elif 0 < first < 1 and all(0 < factor < 1 for factor in rest):
            yield "the weights move in the right direction, and not far enough"
    names = {_wrong_names(call) for call in calls}
    some = next(iter(names))
    if len(names) == 1 and 0 < len(some) <= _MOST_NAMES and len(some) < len(calls[0].wanted):
        yield f"of the weights only {' and '.join(some)} end elsewhere, in every wrong call"


def _shared(call: Failing) -> Sequence[str]:
    maps = (call.wanted, call.got, call.start)
    if not all(isinstance(one, Mapping) for one in maps) or call.wanted.keys() != call.got.keys():
        return ()
    fitting = [name for name in call.wanted if all(_is_like(one.get(name), call.wanted[name]) for one in maps)]
    return fitting if len(fitting) == len(call.wanted) else ()


def _is_like(value: Any, other: Any) -> bool:
    is_array = isinstance(value, np.ndarray) and isinstance(other, np.ndarray)
    return is_array and value.dtype.kind == "f" and value.shape == other.shape


def _ways(call: Failing) -> tuple[np.ndarray, np.ndarray] | None:
    """Return the way that was wanted and the way that was gone, each in one row."""
    names = _shared(call)
    if not names:
        return None
    start, wanted, got = (
        np.concatenate([np.ravel(values[name]).astype(np.float64) for name in names])
        for values in (call.start, call.wanted, call.got)
    )
    return wanted - start, got - start


def _factor(wanted: np.ndarray, got: np.ndarray) -> float | None:
    """Return how many times as far it went, where it went along the same line."""
    length = float(wanted @ wanted)
    factor = float(wanted @ got) / length if length else 0.0
    off = got - factor * wanted
    return factor if length and factor and float(off @ off) < 1e-4 * float(got @ got) else None


def _wrong_names(call: Failing) -> tuple[str, ...]:
    return tuple(name for name in call.wanted if differing(call.wanted[name], call.got[name], call.tolerance).any())
