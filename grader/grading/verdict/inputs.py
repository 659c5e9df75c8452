"""Checks whether the arguments were left as they were sent. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from grader.grading.verdict.compare import Difference


def compare_inputs(sent: Sequence[Any], after: Any) -> Difference | None:
    """Return the difference between the arguments as they were sent and as they are after the call."""
    if not isinstance(after, list) or len(after) != len(sent):
        return Difference("the arguments were changed", "as handed in", "other arguments")
    for number, (one, other) in enumerate(zip(sent, after, strict=True), start=1):
        if not _identical(one, other):
            details = ("work on a copy (array.copy()), or make a new array",)
            return Difference(f"argument {number} was modified", "as handed in", "modified", details)
    return None


def _identical(one: Any, other: Any) -> bool:
    if isinstance(one, np.ndarray):
        if not isinstance(other, np.ndarray) or one.shape != other.shape or one.dtype != other.dtype:
            return False
        # bit for bit first, which is quick; NaNs of different kinds, and the two zeros, are the same too
        return one.tobytes() == other.tobytes() or bool(np.array_equal(one, other, equal_nan=one.dtype.kind == "f"))
    if isinstance(one, list | tuple):
        same_form = isinstance(other, list | tuple) and len(one) == len(other)
        return same_form and all(_identical(a, b) for a, b in zip(one, other, strict=True))
    if isinstance(one, dict):
        return isinstance(other, dict) and _identical(list(one.items()), list(other.items()))
    return type(one) is type(other) and bool(one == other)
