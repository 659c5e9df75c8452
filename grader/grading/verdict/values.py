"""Values in words: what kind a value is, a short text of it, two numbers with enough digits to tell them apart.

Pure. What the words are about belongs to `compare` and `explain`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from grader.sandbox.wire import Opaque

_LONGEST = 60
_MOST_DIGITS = 17
"""Enough to tell any two float64 apart."""


def shape_text(shape: Sequence[int]) -> str:
    """`(3, 3)`, as NumPy prints it."""
    return str(tuple(int(side) for side in shape))


def kind_of(value: Any) -> str:
    """What a value is, in a student's words."""
    if isinstance(value, Opaque):
        return value.type_name
    if isinstance(value, np.ndarray):
        return f"{value.dtype} array of shape {shape_text(value.shape)}"
    if isinstance(value, np.generic):
        return f"numpy.{value.dtype}"
    return "None" if value is None else type(value).__name__


def with_article(kind: str) -> str:
    """`a list`, `an int`, `None`."""
    if kind == "None":
        return kind
    return f"an {kind}" if kind[:1] in "aeioAEIO" else f"a {kind}"


def cut(text: str, longest: int) -> str:
    """A text in at most `longest` characters."""
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def short(value: Any) -> str:
    """A value in at most 60 characters."""
    if isinstance(value, np.ndarray):
        text = f"{'x'.join(map(str, value.shape))} array" if value.ndim else str(value[()])
    elif isinstance(value, Opaque):
        text = value.type_name
    elif isinstance(value, np.generic):
        text = number_text(float(value)) if isinstance(value, np.floating) else str(value)
    elif isinstance(value, float):
        text = number_text(value) if value != int_or_none(value) else f"{value:.1f}"
    else:
        text = _repr(value)
    return cut(text, _LONGEST)


def _repr(value: Any) -> str:
    try:
        return repr(value)
    except ValueError:  # an int of thousands of digits
        return type(value).__name__


def int_or_none(value: float) -> int | None:
    """The whole number that a float is, if it is one."""
    return int(value) if np.isfinite(value) and value == int(value) else None


def number_text(value: float, digits: int = 6) -> str:
    """A number with at most so many significant digits."""
    return f"{value:.{digits}g}"


def digits_apart(one: float, other: float, digits: int = 6) -> int:
    """So many digits, or the more that it takes for two different numbers to look different."""
    enough = range(digits, _MOST_DIGITS)
    return next((count for count in enough if number_text(one, count) != number_text(other, count)), _MOST_DIGITS)


def told_apart(one: float, other: float) -> tuple[str, str]:
    """Two different numbers as texts that differ."""
    digits = digits_apart(one, other)
    return number_text(one, digits), number_text(other, digits)
