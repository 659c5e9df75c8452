"""Chooses one of several accepted answers to hold a wrong one against: with none that has its numbers little is known.

Pure.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from grader.grading.diagnosis.up_to import Failing
from grader.grading.verdict.compare import as_array


def _same_numbers(one: Any, cells: np.ndarray) -> bool:
    wanted = np.asarray(one)
    return wanted.size == cells.size and np.allclose(np.sort(wanted, None), cells, 1e-4, 1e-4)


def nearest(wanted: Any, got: Any) -> Any:
    """Return of several accepted answers the one with the same numbers in another order, else the first."""
    array = as_array(got)
    if not isinstance(wanted, list) or not wanted:
        return wanted
    cells = None if array is None else np.sort(array, None)
    return next((one for one in wanted if cells is not None and _same_numbers(one, cells)), wanted[0])


def is_of_none(call: Failing) -> bool:
    """Return whether what came has other numbers than the answer that is nearest: it may be near to none of them."""
    got = as_array(call.got)
    return got is None or not _same_numbers(call.wanted, np.sort(got, None))
