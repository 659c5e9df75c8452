"""Writes a case as the call that a student can paste into Python, and as a brief one for a headline. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from exercises.definition import Case
from grader.core.text import plural
from grader.grading.verdict.values import cut

LONGEST_CALL = 2000
_LONGEST_VALUE = 60
_STRING = r"""'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*\""""
_ROW = rf"[\[(](?:{_STRING}|[^][()'\"])*[\])]"
_PIECE = re.compile(rf"(?:{_STRING}|{_ROW}|[^,'\"])+,? ?")
"""A text up to its next comma; commas inside strings and inside innermost brackets (a row, a layer) do not count."""
_SMALL_PIECE = re.compile(rf"(?:{_STRING}|[^,'\"])+,? ?")


def _element(value: Any) -> str:
    """Return one number of an array: whole numbers without a point, as a person writes them."""
    if isinstance(value, np.floating):
        if not np.isfinite(value):
            return f"{'-' if value < 0 else ''}np.{'nan' if np.isnan(value) else 'inf'}"
        if value == int(value) and abs(value) < 1e15 and not (value == 0 and np.signbit(value)):
            return str(int(value))
    return str(value)


def _nested(array: np.ndarray) -> str:
    if array.ndim == 0:
        return _element(array[()])
    return f"[{', '.join(map(_nested, map(np.asarray, array)))}]"


def _dtype_suffix(array: np.ndarray, written: str) -> str:
    """Return what NumPy would not conclude from the numbers as they are written."""
    if array.dtype == np.float64:
        return "" if "." in written or "e" in written else ", float"
    return "" if array.dtype in (np.int64, np.bool_) else f", np.{array.dtype}"


def _array_text(array: np.ndarray) -> str:
    if array.size == 0:
        return f"np.empty({tuple(array.shape)}{_dtype_suffix(array, '.')})"
    written = _nested(array)
    return f"np.array({written}{_dtype_suffix(array, written)})"


def value_text(value: Any) -> str:
    """Return an argument as Python that can be pasted (with `import numpy as np`)."""
    if isinstance(value, np.ndarray):
        return _array_text(value)
    if isinstance(value, np.generic):
        return f"np.{type(value).__name__.rstrip('_')}({_element(value)})"
    if isinstance(value, tuple):
        inner = ", ".join(value_text(item) for item in value)
        return f"({inner},)" if len(value) == 1 else f"({inner})"
    if isinstance(value, list):
        return f"[{', '.join(value_text(item) for item in value)}]"
    return repr(value)


def _brief(value: Any) -> str:
    if isinstance(value, np.ndarray):
        if value.ndim == 0:
            return str(value)
        return plural(len(value), "number") if value.ndim == 1 else "x".join(map(str, value.shape))
    text = value_text(value)
    return cut(text, _LONGEST_VALUE)


def _call(case: Case, text_of: Callable[[Any], str]) -> str:
    parts = [text_of(value) for value in case.args]
    parts += [f"{name}={text_of(value)}" for name, value in case.kwargs.items()]
    return f"{case.student_function}({', '.join(parts)})"


def call_line(case: Case) -> str:
    """Return the call as one line to paste into Python; where the arguments are too many to print, their shapes."""
    if case.shown:
        return case.shown
    text = _call(case, value_text)
    return text if len(text) <= LONGEST_CALL else brief_call(case)


def brief_call(case: Case) -> str:
    """Return the call for a headline: arrays by their shapes only."""
    return case.shown or _call(case, _brief)


def _pieces(call: str, width: int) -> Iterator[str]:
    for piece in _PIECE.findall(call):
        yield from [piece] if len(piece) <= width else _SMALL_PIECE.findall(piece)


def wrapped(call: str, width: int) -> list[str]:
    """Return a call over several lines, broken after commas inside its brackets, so that it can be pasted."""
    if len(call) <= width:
        return [call]
    lines = [""]
    for piece in _pieces(call, width):
        if lines[-1] and len(lines[-1]) + len(piece.rstrip()) > width:
            lines.append("")
        lines[-1] += piece
    return [line.rstrip() for line in lines]
