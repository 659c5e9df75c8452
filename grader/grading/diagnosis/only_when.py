"""Finds the simplest property of the inputs that separates the calls that are right from those that are wrong.

Pure. One property, or two joined where one will not do, with at least two calls on each side: fewer prove nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

LEAST = 2
"""Calls on each side."""
_MOST_JOINED = 60
"""Properties of which pairs are tried."""

Sides = Mapping[tuple[str, str], bool]
FIRST = "that are the first"


def separating(right: Sequence[Sides], wrong: Sequence[Sides]) -> str:
    """Return the sentence for these calls; empty where no property separates them."""
    if len(wrong) < LEAST or not right:
        return ""
    everything = [*right, *wrong]
    known = [key for key in everything[0] if all(key in one for one in everything)]
    known += [key for one in everything for key in one if key not in known and _of_kind(key)]
    known = list(dict.fromkeys(known))
    return next(_single(known, right, wrong), "") or next(_joined(known, right, wrong), "")


def _of_kind(key: tuple[str, str]) -> bool:
    """Whether a property that a call lacks does not hold there: "with conv among layers"."""
    return " among " in key[0]


def _holding(key: tuple[str, str], sides: Sequence[Sides]) -> list[bool]:
    return [one.get(key, False) for one in sides]


def _single(known: Sequence[tuple[str, str]], right: Sequence[Sides], wrong: Sequence[Sides]) -> Iterator[str]:
    for yes, no in known:
        of_right, of_wrong = _holding((yes, no), right), _holding((yes, no), wrong)
        if yes == FIRST and all(of_right) and not any(of_wrong):
            yield f"only the first call is right, the {len(wrong)} after it are wrong: is something kept between calls?"
        if len(right) < LEAST:
            continue
        if all(of_right) and not any(of_wrong):
            yield _sentence(yes, no, len(right), len(wrong))
        if not any(of_right) and all(of_wrong):
            yield _sentence(no, yes, len(right), len(wrong))


def _sentence(right: str, wrong: str, rights: int, wrongs: int) -> str:
    return f"right in all {rights} calls {right}, wrong in all {wrongs} {wrong}"


def _joined(known: Sequence[tuple[str, str]], right: Sequence[Sides], wrong: Sequence[Sides]) -> Iterator[str]:
    """Right, or wrong, exactly where two properties hold together, neither of which would do alone."""
    if len(right) < LEAST + 1 or len(wrong) < LEAST + 1:
        return
    literals = [(key, holds) for key in known[:_MOST_JOINED] for holds in (True, False)]
    rows = {
        (key, holds): ([one is holds for one in _holding(key, right)], [one is holds for one in _holding(key, wrong)])
        for key, holds in literals
    }
    for inside, outside, said in ((0, 1, "right"), (1, 0, "wrong")):
        full = [literal for literal in literals if all(rows[literal][inside])]
        for one, other in combinations(full, 2):
            a, b = rows[one][outside], rows[other][outside]
            if one[0] != other[0] and not any(x and y for x, y in zip(a, b, strict=True)) and any(a) and any(b):
                first, second = _words(one), _words(other)
                yield _both(said, f"{first} and {second}", len(rows[one][inside]), len(a))


def _words(literal: tuple[tuple[str, str], bool]) -> str:
    (yes, no), holds = literal
    return yes if holds else no


def _both(said: str, words: str, inside: int, outside: int) -> str:
    other = "wrong" if said == "right" else "right"
    return f"{said} in all {inside} calls {words}, {other} in the other {outside}"
