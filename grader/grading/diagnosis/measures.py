"""Measures a call's inputs: each number, each side, how many there are of what comes in lists.

Pure. Thresholds and factors are told in these words: "with at most 3 rows in image", "times the channels of image".
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

_AXES = {
    1: ("numbers",),
    2: ("rows", "columns"),
    3: ("channels", "rows", "columns"),
    4: ("filters", "channels", "rows", "columns"),
}


def _of_array(name: str, array: np.ndarray) -> dict[str, int]:
    sides = zip(_AXES.get(array.ndim, ()), array.shape, strict=False)
    measured = {f"the {words} of {name}": int(side) for words, side in sides}
    return measured | ({f"the cells of {name}": int(array.size)} if array.ndim > 1 else {})


def measures(named: Mapping[str, Any]) -> Mapping[str, int]:
    """Return what can be counted in a call's arguments, by what it is called."""
    found: dict[str, int] = {}
    for name, value in named.items():
        if isinstance(value, bool):
            continue
        if isinstance(value, int | np.integer):
            found[name] = int(value)
        elif isinstance(value, np.ndarray) and value.ndim:
            found |= _of_array(name, value)
        elif isinstance(value, list | tuple):
            found[f"the number of {name}"] = len(value)
    return found
