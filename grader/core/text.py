"""Makes text that strangers wrote safe to show, and says lines on standard error.

This is the one cleaner: every terminal, page and table uses it. What steers a terminal, turns the direction of a line
or can't be seen is shown as its escape (`\\x1b`, `\\u202e`), so two different texts never look equal.
"""

from __future__ import annotations

import sys
import unicodedata

_JOINERS = frozenset("\u200c\u200d")
"""Invisible, but names in Persian and in Indic scripts are spelt with them."""
_INVISIBLE_LETTERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0")
"""Fillers that Unicode counts as letters or marks."""
_HIDDEN = ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
"""Categories: control, format (tag characters too), surrogate, private use, line and paragraph separators."""


def _shown(letter: str) -> str:
    if letter in _JOINERS or letter in "\n\t":
        return letter
    if letter in _INVISIBLE_LETTERS or unicodedata.category(letter) in _HIDDEN:
        return letter.encode("unicode_escape", "surrogatepass").decode("ascii")
    return letter


class _Table(dict[int, str]):
    """A table for `str.translate` that works each character out once."""

    def __missing__(self, code: int) -> str:
        self[code] = shown = _shown(chr(code))
        return shown


_TABLE = _Table()


def escaped(text: str) -> str:
    """Return `text` with everything that could steer a terminal, or hide, as its escape. Keeps newlines and tabs."""
    return text.replace("\r\n", "\n").translate(_TABLE)


def one_line(text: str) -> str:
    """Return `text` escaped, on one line, with single spaces."""
    return " ".join(escaped(text).split())


def say(line: str) -> None:
    """Print a line on standard error. A student's file name in it can't move the cursor."""
    clean = escaped(line).replace("\n", " ").replace("\t", " ")
    print(clean.encode("utf-8", "replace").decode(), file=sys.stderr, flush=True)


def plural(number: int, noun: str) -> str:
    """Return `1 submission`, `2 submissions`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def points_text(points: float) -> str:
    """Return points as a person writes them, never rounded to another number: 3, 2.5, 33.3333."""
    rounded = rounded_points(points)
    return f"{rounded:.4f}".rstrip("0").rstrip(".")


def of_points(points: float, most: float) -> str:
    """Return points of what there is to earn: `2.5/5`."""
    return f"{points_text(points)}/{points_text(most)}"


def rounded_points(points: float) -> float:
    """Round to 4 decimals, to hide floating-point error."""
    return round(float(points), 4)
