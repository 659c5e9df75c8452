"""Suggests the name that somebody meant: the one rule behind every "did you mean"."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

_ALIKE = 0.75
"""Of 1. At 0.6 a file `solution.py` would be taken for `convolution.py`, a folder `exercises` for `experiment`."""
_SHORTEST = 3
"""Letters of a name that counts as meant where it is a part of another: `conv` of `convnet`."""


def _letters(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _likeness(name: str, other: str) -> float:
    """Return how alike two names are, from 0 to 1; 0 where they are not alike enough to be told."""
    one, two = _letters(name), _letters(other)
    share = difflib.SequenceMatcher(None, one, two, autojunk=False).ratio()
    is_part = min(len(one), len(two)) >= _SHORTEST and (one in two or two in one)
    return share if is_part or share >= _ALIKE else 0.0


def nearest(name: str, names: Iterable[str]) -> str | None:
    """Return the one of `names` that is most like `name`, or None where none is like it."""
    share, close = max(((_likeness(name, other), other) for other in names), default=(0.0, ""))
    return close if share else None


def did_you_mean(name: str, names: Iterable[str]) -> str:
    """Return ` (did you mean 'x'?)` for the nearest of `names`, or nothing."""
    close = nearest(name, names)
    return f" (did you mean '{close}'?)" if close is not None else ""
