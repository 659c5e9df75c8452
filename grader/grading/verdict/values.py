"""Puts values in words: what kind a value is, a short text of it, numbers with enough digits to tell them apart.

Every number of a grid, every score and every measure is written here, for the terminal, the screen and the pages.
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
_CELL_DIGITS = 4
_NOISE = 1e-9
"""Nearer to zero than this, a cell is shown as 0: what rounding leaves behind."""
_LARGEST_WHOLE = 10**9
FRACTIONS = frozenset(("accuracy", "baseline", "ceiling"))
"""The measures that are fractions, from 0 to 1."""


def shape_text(shape: Sequence[int]) -> str:
    """Return a shape as NumPy prints it: `(3, 3)`."""
    return str(tuple(int(side) for side in shape))


def kind_of(value: Any) -> str:
    """Return what a value is, in a student's words."""
    if isinstance(value, Opaque):
        return value.type_name
    if isinstance(value, np.ndarray):
        return f"{value.dtype} array of shape {shape_text(value.shape)}"
    if isinstance(value, np.generic):
        return f"numpy.{value.dtype}"
    return "None" if value is None else type(value).__name__


def with_article(kind: str) -> str:
    """Return a kind with its article: `a list`, `an int`, `None`."""
    if kind == "None":
        return kind
    return f"an {kind}" if kind[:1] in "aeioAEIO" else f"a {kind}"


def cut(text: str, longest: int) -> str:
    """Return a text in at most `longest` characters."""
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def short(value: Any) -> str:
    """Return a value in at most 60 characters."""
    if isinstance(value, np.ndarray):
        sides = "x".join(map(str, value.shape))
        text = f"array of {sides}" if value.ndim == 1 else f"{sides} array" if value.ndim else str(value[()])
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
    """Return the whole number that a float is, if it is one."""
    return int(value) if np.isfinite(value) and value == int(value) else None


def number_text(value: float, digits: int = 6) -> str:
    """Return a number with at most so many significant digits."""
    return f"{value:.{digits}g}"


def digits_apart(one: float, other: float, digits: int = 6) -> int:
    """Return so many digits, or the more that it takes for two different numbers to look different."""
    enough = range(digits, _MOST_DIGITS)
    return next((count for count in enough if number_text(one, count) != number_text(other, count)), _MOST_DIGITS)


def told_apart(one: float, other: float) -> tuple[str, str]:
    """Return two different numbers as texts that differ."""
    digits = digits_apart(one, other)
    return number_text(one, digits), number_text(other, digits)


# --- numbers in a grid -----------------------------------------------------------------------------------------------


def cell_text(value: float, digits: int = _CELL_DIGITS) -> str:
    """Return a number as it stands in a cell of a grid: whole numbers in full, others with so many digits."""
    number = float(value)
    if abs(number) < _NOISE:
        return "0"
    whole = int_or_none(number)
    return str(whole) if whole is not None and abs(whole) < _LARGEST_WHOLE else number_text(number, digits)


def cell_digits(values: np.ndarray, *apart: tuple[float, float]) -> int:
    """Return so many digits that no two of the numbers look equal in a grid, unless they count as equal.

    `apart` are pairs that differ in any case, however little.
    """
    finite = np.unique(np.asarray(values, dtype=np.float64).ravel())
    finite = finite[np.isfinite(finite)]
    lower, upper = finite[:-1], finite[1:]
    pairs = [pair for pair in zip(lower.tolist(), upper.tolist(), strict=True) if not _count_as_equal(*pair)]
    pairs += [(float(one), float(other)) for one, other in apart if abs(one - other) >= _NOISE]
    for digits in range(_CELL_DIGITS, _MOST_DIGITS):
        if all(cell_text(one, digits) != cell_text(other, digits) for one, other in pairs):
            return digits
    return _MOST_DIGITS


def _count_as_equal(one: float, other: float) -> bool:
    return abs(one - other) <= 1e-6 + 1e-5 * max(abs(one), abs(other))


# --- points and measures ---------------------------------------------------------------------------------------------


def measure_text(name: str, value: float) -> str:
    """Return a measure with its name: accuracies, which are fractions, in percent; counts with separators."""
    if name in FRACTIONS:
        return f"{name} {value:.1%}"
    return f"{name} {value:,.0f}" if float(value).is_integer() and abs(value) < 1e15 else f"{name} {value:.3g}"
