"""Finds the simplest property of the inputs that separates the calls that are right from those that are wrong.

Pure. One property, a threshold of what can be counted, or two properties joined where one will not do, with at least
two calls on each side: fewer prove nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

LEAST = 2
"""Calls on each side."""
LEAST_OF_A_THRESHOLD = 3
"""Calls on each side of a threshold: there are many, and one of them divides any few calls."""
_MOST_JOINED = 60
"""Properties of which pairs are tried."""

Sides = Mapping[tuple[str, str], bool]
FIRST = "that are the first"


@dataclass(frozen=True)
class Traits:
    """What can be said of a call: its properties, each by its two wordings, and what can be counted in it."""

    sides: Sides
    counts: Mapping[str, int] = field(default_factory=dict)


def separating(right: Sequence[Traits], wrong: Sequence[Traits], *, nearly: bool = False) -> str:
    """Return the sentence for these calls; empty where nothing separates them. `nearly`: but for a few right calls."""
    sides = [one.sides for one in right], [one.sides for one in wrong]
    single, joined = _by_sides(*sides)
    counts = [one.counts for one in right], [one.counts for one in wrong]
    told = next(single, "") or next(_thresholds(*counts), "") or next(joined, "")
    return told or next(_nearly(*sides) if nearly else iter(()), "")


def _by_sides(right: Sequence[Sides], wrong: Sequence[Sides]) -> tuple[Iterator[str], Iterator[str]]:
    """Return the sentences of single properties, and of two joined."""
    if len(wrong) < LEAST or len(right) < LEAST:
        return iter(()), iter(())
    everything = [*right, *wrong]
    known = [key for key in everything[0] if all(key in one for one in everything)]
    known += [key for one in everything for key in one if key not in known and _of_kind(key)]
    known = list(dict.fromkeys(known))
    return _single(known, right, wrong), _joined(known, right, wrong)


def _thresholds(right: Sequence[Mapping[str, int]], wrong: Sequence[Mapping[str, int]]) -> Iterator[str]:
    """Find a number that all right calls have and no wrong one, or that lies between the two."""
    if len(right) < LEAST_OF_A_THRESHOLD or len(wrong) < LEAST_OF_A_THRESHOLD:
        return
    everything = [*right, *wrong]
    for name in everything[0]:
        if not all(name in one for one in everything):
            continue
        of_right, of_wrong = [one[name] for one in right], [one[name] for one in wrong]
        told = f"right in all {len(right)} calls"
        if len({*of_right}) == 1 and of_right[0] not in of_wrong:
            yield f"{told} where {_is(name)} {of_right[0]}, wrong in all {len(wrong)} where it is another number"
        elif max(of_right) < min(of_wrong):
            yield f"{told} where {_is(name)} at most {max(of_right)}, wrong in all {len(wrong)} where it is more"
        elif min(of_right) > max(of_wrong):
            yield f"{told} where {_is(name)} at least {min(of_right)}, wrong in all {len(wrong)} where it is less"
    for one, other in combinations(everything[0], 2):
        if all(one in call and other in call for call in everything):
            equal = [[call[one] == call[other] for call in calls] for calls in (right, wrong)]
            if all(equal[0]) and not any(equal[1]):
                yield f"right in all {len(right)} calls where {one} equals {other}, wrong in all {len(wrong)} others"


def _nearly(right: Sequence[Sides], wrong: Sequence[Sides]) -> Iterator[str]:
    """Find a property without which every call is right, and with which nearly all are wrong:
    a few may be so by chance.
    """
    everything = [*right, *wrong]
    for key in everything[0] if len(wrong) > LEAST_OF_A_THRESHOLD else ():
        if key[0] == FIRST or not all(key in one for one in everything):
            continue
        of_right, of_wrong = _holding(key, right), _holding(key, wrong)
        for here, there, holds in ((key[0], key[1], True), (key[1], key[0], False)):
            by_chance = sum(one is not holds for one in of_right)
            sure = len(right) - by_chance
            few = sure < LEAST_OF_A_THRESHOLD or 4 * by_chance > len(wrong)
            if not few and all(one is not holds for one in of_wrong):
                of = f"{len(wrong)} of the {len(wrong) + by_chance}"
                yield f"right in all {sure} calls {here}, wrong in {of} {there}"


def _is(name: str) -> str:
    """Return the name of a count with its verb: "the rows of image are", "pad is"."""
    return f"{name} are" if name.startswith("the ") and not name.startswith("the number ") else f"{name} is"


def _of_kind(key: tuple[str, str]) -> bool:
    """Return whether a property that a call lacks does not hold there: "with conv among layers"."""
    return " among " in key[0]


def _holding(key: tuple[str, str], sides: Sequence[Sides]) -> list[bool]:
    return [one.get(key, False) for one in sides]


def _single(known: Sequence[tuple[str, str]], right: Sequence[Sides], wrong: Sequence[Sides]) -> Iterator[str]:
    for yes, no in known:
        of_right, of_wrong = _holding((yes, no), right), _holding((yes, no), wrong)
        if yes == FIRST:
            if all(of_right) and not any(of_wrong):
                yield "only the first call after loading is right, later ones wrong: is something kept between calls?"
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
