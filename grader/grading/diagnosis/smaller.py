"""Makes a call smaller, bit by bit: fewer rows, shorter lists, lower numbers, plainer values.

Pure. Whether a smaller call still goes wrong is for others to find out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import numpy as np

from exercises.definition import Case

_Place = tuple[int, int]
"""An argument's place, and an axis of it."""


def size_of(case: Case) -> int:
    """Return how much there is to read in a call."""
    return sum(map(_size, (*case.args, *case.kwargs.values())))


def _size(value: Any) -> int:
    if isinstance(value, np.ndarray):
        return 10 * value.size + sum(len(f"{number:g}") for number in value.flat[:200])
    if isinstance(value, list | tuple):
        return 3 + sum(map(_size, value))
    return min(abs(int(value)), 1000) if isinstance(value, int | float | np.number) and np.isfinite(value) else 3


def smaller(case: Case) -> Iterator[Case]:
    """Yield calls that are smaller in one respect, those that take most away first."""
    arrays = {at: value for at, value in enumerate(case.args) if isinstance(value, np.ndarray)}
    for change in (_half, _less):
        yield from _shorter(case, arrays, change)
        for at, value in enumerate(case.args):
            yield from (_with(case, {at: one}) for one in _lower(value, change))
    for change_values in (_ones, _whole):
        plain = {at: change_values(array) for at, array in arrays.items()}
        if any(not np.array_equal(plain[at], array) for at, array in arrays.items()):
            yield _with(case, plain)


def _with(case: Case, changed: dict[int, Any]) -> Case:
    return replace(case, args=tuple(changed.get(at, value) for at, value in enumerate(case.args)), shown="")


def _half(number: int) -> int:
    return number // 2


def _less(number: int) -> int:
    return number - 1


def _shorter(case: Case, arrays: dict[int, np.ndarray], change: Callable[[int], int]) -> Iterator[Case]:
    """Cut all axes of one length together, since they may belong together; then each by itself."""
    axes = [(at, axis) for at, array in arrays.items() for axis in range(array.ndim)]
    lengths = sorted({arrays[at].shape[axis] for at, axis in axes}, reverse=True)
    groups = [[(at, axis) for at, axis in axes if arrays[at].shape[axis] == length] for length in lengths]
    for group in [*groups, *([one] for one in axes if len(axes) > len(groups))]:
        cut = _cut(arrays, group, change)
        if cut:
            yield _with(case, cut)


def _cut(arrays: dict[int, np.ndarray], places: list[_Place], change: Callable[[int], int]) -> dict[int, np.ndarray]:
    found: dict[int, np.ndarray] = {}
    for at, axis in places:
        array = found.get(at, arrays[at])
        length = change(array.shape[axis])
        if length < 1:
            return {}
        found[at] = array[tuple(slice(length) if one == axis else slice(None) for one in range(array.ndim))]
    return found


def _lower(value: Any, change: Callable[[int], int]) -> Iterator[Any]:
    if isinstance(value, int) and not isinstance(value, bool) and value > 1:
        yield change(value)
    if isinstance(value, list) and value:
        yield value[: change(len(value))]
        yield value[1:]


def _ones(array: np.ndarray) -> np.ndarray:
    return np.asarray(np.sign(array))


def _whole(array: np.ndarray) -> np.ndarray:
    return np.asarray(np.round(array))
