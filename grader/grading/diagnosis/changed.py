"""Changes a call's arguments one at a time: what came may be the right answer to another call.

Pure. "What came is the right answer with image squared": tried where no form of the answer fits. Whoever can run the
right answer is asked for the changed calls.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Any

import numpy as np

from exercises.definition import Case
from grader.grading.diagnosis.properties import arguments_of, is_whole

Change = tuple[str, Callable[[dict[str, Any]], dict[str, Any] | None]]
"""In words, and what it makes of the arguments by name; None where it does not apply."""


def _zeroed(array: np.ndarray, at: int) -> np.ndarray:
    array = array.copy()
    array[..., at, :] = 0
    array[..., at] = 0
    return array


_ARRAYS: tuple[tuple[str, int, Callable[[np.ndarray], np.ndarray]], ...] = (
    # (words, axes that it takes, change)
    ("cut to whole numbers", 1, np.trunc),
    ("rounded to whole numbers", 1, np.round),
    ("squared", 1, np.square),
    ("without its signs", 1, np.abs),
    ("with the opposite sign", 1, np.negative),
    ("with everything below zero set to zero", 1, lambda a: np.maximum(a, 0)),
    ("divided by 255", 1, lambda a: a / 255),
    ("in reverse", 1, lambda a: a[::-1] if a.ndim == 1 else a[..., ::-1, ::-1]),
    ("upside down", 2, lambda a: a[..., ::-1, :]),
    ("flipped left to right", 2, lambda a: a[..., ::-1]),
    ("transposed", 2, lambda a: np.swapaxes(a, -1, -2)),
    ("read column by column", 2, lambda a: np.reshape(np.swapaxes(a, -1, -2), a.shape)),
    ("without its last row", 2, lambda a: a[..., :-1, :]),
    ("without its last column", 2, lambda a: a[..., :-1]),
    ("without its last row and column", 2, lambda a: a[..., :-1, :-1]),
    ("with zeros in its first row and column", 2, lambda a: _zeroed(a, 0)),
    ("with zeros in its last row and column", 2, lambda a: _zeroed(a, -1)),
    ("with a border of one zero", 2, lambda a: np.pad(a, [(0, 0)] * (a.ndim - 2) + [(1, 1)] * 2)),
    ("with its channels in reverse", 3, lambda a: a[..., ::-1, :, :]),
)
_NUMBERS: tuple[tuple[str, Callable[[int], int]], ...] = (
    ("0", lambda n: 0),
    ("1", lambda n: 1),
    ("2", lambda n: 2),
    ("one more", lambda n: n + 1),
    ("one less", lambda n: n - 1),
    ("twice as large", lambda n: 2 * n),
    ("three times as large", lambda n: 3 * n),
    ("half as large", lambda n: n // 2),
    ("squared", lambda n: n * n),
    ("with the opposite sign", lambda n: -n),
)
_LISTS: tuple[tuple[str, Callable[[list[Any]], list[Any]]], ...] = (
    ("in reverse", lambda items: items[::-1]),
    ("without the first", lambda items: items[1:]),
    ("without the last", lambda items: items[:-1]),
    ("only the first", lambda items: items[:1]),
    ("only the last", lambda items: items[-1:]),
    ("sorted", sorted),
)


def changes(names: Sequence[str], sample: dict[str, Any]) -> Iterator[Change]:
    """Yield the changes worth trying on calls of a function; `sample` are the arguments of one of its calls."""
    for name in names:
        value = sample.get(name)
        if isinstance(value, np.ndarray):
            yield from (_one(name, f"{name} {words}", of) for words, axes, of in _ARRAYS if value.ndim >= axes)
        elif is_whole(value):
            yield from (_one(name, _number(name, words), of) for words, of in _NUMBERS)
        elif isinstance(value, list):
            yield from (_one(name, f"{name} {words}", of) for words, of in _LISTS)
    for one, other in combinations(names, 2):
        if is_whole(sample.get(one)) and is_whole(sample.get(other)):
            yield f"{one} and {other} exchanged", _exchanged(one, other)
            yield f"{one} in the place of {other}", _taken(one, other)
            yield f"{other} in the place of {one}", _taken(other, one)
        if _same_axes(sample.get(one), sample.get(other)):
            yield f"{one} and {other} exchanged", _exchanged(one, other)


def _number(name: str, words: str) -> str:
    return f"{name} taken for {words}" if words.isdigit() else f"{name} {words}"


def _one(name: str, words: str, of: Callable[[Any], Any]) -> Change:
    def change(named: dict[str, Any]) -> dict[str, Any] | None:
        return {**named, name: of(named[name])} if name in named else None

    return words, change


def _exchanged(one: str, other: str) -> Callable[[dict[str, Any]], dict[str, Any] | None]:
    def change(named: dict[str, Any]) -> dict[str, Any] | None:
        return {**named, one: named[other], other: named[one]} if one in named and other in named else None

    return change


def _taken(source: str, target: str) -> Callable[[dict[str, Any]], dict[str, Any] | None]:
    def change(named: dict[str, Any]) -> dict[str, Any] | None:
        return {**named, target: named[source]} if source in named and target in named else None

    return change


def _same_axes(one: Any, other: Any) -> bool:
    return isinstance(one, np.ndarray) and isinstance(other, np.ndarray) and one.ndim == other.ndim > 0


def changed(case: Case, parameters: Sequence[str], change: Change) -> Case | None:
    """Return a call with a change made; the same call where the change does not apply to it, None where it can't be."""
    named = arguments_of(case, parameters)
    try:
        made = change[1](dict(named))
    except (ValueError, IndexError, TypeError):
        return None
    if made is None:
        return case
    names = list(named)
    given = tuple(made[name] for name in names[: len(case.args)])
    return replace(case, args=given, kwargs={name: made[name] for name in names[len(case.args) :]}, shown="")
