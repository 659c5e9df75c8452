"""Lists the simple functions of what was wanted that wrong answers often are, each in words. Pure."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from grader.grading.verdict.compare import as_array, is_int, is_real

Form = Callable[[Any], Any]
"""Makes of what was wanted what came; raises or gives None where it does not apply."""


def _arrays(change: Callable[[np.ndarray], Any], axes: int = 1) -> Form:
    def form(wanted: Any) -> Any:
        array = None if isinstance(wanted, tuple) else as_array(wanted)
        return None if array is None or array.ndim < axes else change(array)

    return form


def _numbers(change: Callable[[np.ndarray], Any]) -> Form:
    return _arrays(change, 0)


def _of_axes(count: int, change: Callable[[np.ndarray], Any]) -> Form:
    return _arrays(lambda array: change(array) if array.ndim == count else None)


def _shifted(array: np.ndarray, down: int, right: int) -> np.ndarray:
    return np.roll(array, (down, right), (-2, -1))


def _shape(wanted: Any, change: Callable[[list[Any]], list[Any]]) -> Any:
    is_shape = isinstance(wanted, list | tuple) and all(is_int(side) for side in wanted)
    return change(list(wanted)) if is_shape else None


FORMS: tuple[tuple[str, Form], ...] = (
    ("cut to whole numbers", _numbers(np.trunc)),
    ("rounded to whole numbers", _numbers(np.round)),
    ("rounded down", _numbers(np.floor)),
    ("rounded up", _numbers(np.ceil)),
    ("with the opposite sign", _numbers(np.negative)),
    ("without its sign", _numbers(np.abs)),
    ("with everything below zero set to zero", _numbers(lambda a: np.maximum(a, 0))),
    ("with everything above zero set to zero", _numbers(lambda a: np.minimum(a, 0))),
    ("squared", _numbers(np.square)),
    ("cut to the range from 0 to 255", _numbers(lambda a: np.clip(np.trunc(a), 0, 255))),
    ("wrapped round to 0..255, as uint8 does", _numbers(lambda a: np.trunc(a).astype(np.int64).astype(np.uint8))),
    ("cut to the range from 0 to 1", _numbers(lambda a: np.clip(a, 0, 1))),
    ("with rows and columns exchanged (transposed)", _arrays(lambda a: np.swapaxes(a, -1, -2), 2)),
    ("transposed, all axes in reverse", _arrays(np.transpose, 3)),
    ("with the first axis last", _arrays(lambda a: np.moveaxis(a, 0, -1), 3)),
    ("upside down", _arrays(lambda a: a[..., ::-1, :], 2)),
    ("flipped left to right", _arrays(lambda a: a[..., ::-1])),
    ("flipped both ways", _arrays(lambda a: a[..., ::-1, ::-1], 2)),
    ("in reverse along the first axis", _arrays(lambda a: a[::-1])),
    ("turned by a quarter", _arrays(lambda a: np.rot90(a, 1, (-2, -1)), 2)),
    ("turned by a quarter", _arrays(lambda a: np.rot90(a, -1, (-2, -1)), 2)),
    ("shifted down by one cell", _arrays(lambda a: _shifted(a, 1, 0), 2)),
    ("shifted up by one cell", _arrays(lambda a: _shifted(a, -1, 0), 2)),
    ("shifted to the right by one cell", _arrays(lambda a: np.roll(a, 1, -1))),
    ("shifted to the left by one cell", _arrays(lambda a: np.roll(a, -1, -1))),
    ("shifted down and to the right by one cell", _arrays(lambda a: _shifted(a, 1, 1), 2)),
    ("without its last row", _arrays(lambda a: a[..., :-1, :], 2)),
    ("without its last column", _arrays(lambda a: a[..., :-1])),
    ("without its last row and column", _arrays(lambda a: a[..., :-1, :-1], 2)),
    ("without its first row", _arrays(lambda a: a[..., 1:, :], 2)),
    ("without its first column", _arrays(lambda a: a[..., 1:])),
    ("without its first row and column", _arrays(lambda a: a[..., 1:, 1:], 2)),
    ("without its outermost cells", _arrays(lambda a: a[..., 1:-1, 1:-1], 2)),
    ("with a border of zeros around it", _arrays(lambda a: np.pad(a, [(0, 0)] * (a.ndim - 2) + [(1, 1)] * 2), 2)),
    (
        "with a row and a column of zeros too many at the end",
        _arrays(lambda a: np.pad(a, [(0, 0)] * (a.ndim - 2) + [(0, 1)] * 2), 2),
    ),
    ("with zeros in the last row and column", _arrays(lambda a: _without_edge(a), 2)),
    ("sorted", _arrays(lambda a: np.sort(a, None).reshape(a.shape))),
    ("sorted from the largest", _arrays(lambda a: np.sort(a, None)[::-1].reshape(a.shape))),
    ("in one long row", _arrays(lambda a: a.reshape(-1), 2)),
    ("the first row of what was wanted", _of_axes(2, lambda a: a[0])),
    ("the last row of what was wanted", _of_axes(2, lambda a: a[-1])),
    ("the first map of what was wanted", _of_axes(3, lambda a: a[0])),
    ("the last map of what was wanted", _of_axes(3, lambda a: a[-1])),
    ("the sum of the maps that were wanted", _of_axes(3, lambda a: a.sum(axis=0))),
    ("the mean of the maps that were wanted", _of_axes(3, lambda a: a.mean(axis=0))),
    ("the first part of what was wanted", _arrays(lambda a: a[:1])),
    ("the sum of all that was wanted", _arrays(lambda a: a.sum())),
    ("the largest of all that was wanted", _arrays(lambda a: a.max())),
    ("the mean of all that was wanted", _arrays(lambda a: a.mean() if a.size else None)),
    ("the place of the largest number, not the numbers", _arrays(lambda a: a.argmax(-1))),
    ("summed up from cell to cell", _arrays(lambda a: np.cumsum(a, -1))),
    ("put through a softmax", _arrays(lambda a: np.exp(a) / np.exp(a).sum(-1, keepdims=True))),
    ("in a list", lambda wanted: [wanted] if is_real(wanted) else None),
    ("with its order reversed", lambda wanted: _shape(wanted, lambda sides: sides[::-1])),
    ("with the last number first", lambda wanted: _shape(wanted, lambda sides: [sides[-1], *sides[:-1]])),
    (
        "with the first two numbers exchanged",
        lambda wanted: _shape(wanted, lambda sides: [sides[1], sides[0], *sides[2:]]),
    ),
    ("without its last number", lambda wanted: _shape(wanted, lambda sides: sides[:-1])),
    ("without its last entry", lambda wanted: _list(wanted, lambda items: items[:-1])),
    ("without its first entry", lambda wanted: _list(wanted, lambda items: items[1:])),
    ("the last entry of what was wanted", lambda wanted: _list(wanted, lambda items: items[-1])),
    ("the last entry of what was wanted, in a list", lambda wanted: _list(wanted, lambda items: items[-1:])),
    ("with its entries in reverse", lambda wanted: _list(wanted, lambda items: items[::-1])),
    (
        "the first part of each entry that was wanted",
        lambda wanted: _list(wanted, lambda items: [one[0] for one in items]),
    ),
    (
        "the second part of each entry that was wanted",
        lambda wanted: _list(wanted, lambda items: [one[1] for one in items]),
    ),
)


def _without_edge(array: np.ndarray) -> np.ndarray:
    array = array.copy()
    array[..., -1, :] = 0
    array[..., -1] = 0
    return array


def _list(wanted: Any, change: Callable[[list[Any]], Any]) -> Any:
    return change(list(wanted)) if isinstance(wanted, list | tuple) and wanted else None
