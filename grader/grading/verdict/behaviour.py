"""Says in one hash how a file behaved on the cases that it got wrong, so that equal behaviour can be found in a class.

Pure. Floats count to six digits: two ways of adding the same numbers are the same behaviour. Messages and tracebacks do
not count, since they hold a student's own names.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from grader.core.results import Outcome, OutcomeKind
from grader.sandbox.wire import Opaque

_DIGITS = 6
_DUST = 1e-9
"""A smaller number is what adding in another order leaves of 0."""


def behaviour(outcomes: Iterable[tuple[int, Outcome]]) -> str:
    """Return 16 hexadecimal digits, equal for equal outcomes of the same cases; empty where there are none."""
    told = [f"{number}:{_outcome(outcome)}" for number, outcome in outcomes]
    return hashlib.sha256("\n".join(told).encode("utf-8", "surrogatepass")).hexdigest()[:16] if told else ""


def _outcome(outcome: Outcome) -> str:
    if outcome.kind is OutcomeKind.RETURNED:
        return f"returned {_value(outcome.value)} {_value(outcome.inputs)}"
    if outcome.kind is OutcomeKind.RAISED:
        return f"raised {outcome.error}"
    return f"{outcome.kind} {outcome.status if outcome.kind is OutcomeKind.DIED else ''}"


def _value(value: Any) -> str:
    if isinstance(value, np.ndarray):
        return f"array{value.shape}{value.dtype.kind}{_numbers(value)}"
    if isinstance(value, bool | np.bool_) or value is None or isinstance(value, str):
        return repr(value)
    if isinstance(value, int | np.integer):
        return f"int {hex(int(value))}"
    if isinstance(value, float | np.floating):
        return f"float {_numbers(np.array([float(value)]))}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(_value(item) for item in value)}]"
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{key!r}: {_value(value[key])}' for key in sorted(value, key=repr))}}}"
    return value.type_name if isinstance(value, Opaque) else type(value).__name__


def _numbers(values: np.ndarray) -> str:
    """Numbers at six significant digits, as a short hash of their bytes."""
    if values.dtype.kind not in "fc":
        return hashlib.sha256(np.ascontiguousarray(values).tobytes()).hexdigest()[:16]
    flat = np.asarray(values, dtype=np.float64).ravel() if values.dtype.kind == "f" else values.ravel().view(np.float64)
    with np.errstate(all="ignore"):
        size = np.where(np.isfinite(flat) & (np.abs(flat) > _DUST), np.abs(flat), 1.0)
        scale = 10.0 ** (_DIGITS - 1 - np.floor(np.log10(size)))
        rounded = np.where(np.isfinite(flat), np.round(flat * scale), flat) + 0.0  # no minus zero
    return hashlib.sha256(np.stack([rounded, scale]).tobytes()).hexdigest()[:16]
