"""Joins pairs of files that are alike into groups, ranks them, and lays two files side by side. Pure.

A place to look, never a verdict. What is unusual depends on the exercise: two right answers to a short one are alike
anyway, so each pair carries how much two answers of this class usually share.
"""

from __future__ import annotations

import builtins
import difflib
import keyword
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from grader.classroom.gradebook.roll import Alike

_FLOOR = 0.02
"""The least spread that a class's likenesses are taken to have: three answers out of four may be equal."""
_LEXEME = re.compile(r"#.*|[rbfuRBFU]{0,2}(?:'[^'\n]*'|\"[^\"\n]*\")|[^\W\d]\w*|\s+|.")
_KEPT = frozenset((*keyword.kwlist, *dir(builtins)))


@dataclass(frozen=True)
class Likeness:
    """Students whose files for an exercise are alike: of A = B and B = C one group of three.

    `share` is the highest of its pairs, `usual` what two answers of the class share; None where too few were compared.
    """

    exercise: str
    students: tuple[str, ...]
    share: float
    usual: float | None
    pairs: tuple[Alike, ...]

    @property
    def unusual(self) -> float:
        """Return by how many spreads of the class the likeness is beyond what is usual."""
        return max(pair.unusual for pair in self.pairs)

    def line(self) -> str:
        """Return the likeness in one line, without names."""
        usual = "" if self.usual is None else f"; two answers here usually share {self.usual:.0%}"
        return f"{self.share:.0%} the same{usual}"


def likenesses(pairs: Iterable[Alike]) -> tuple[Likeness, ...]:
    """Return pairs joined into groups, the most unusual for its exercise first."""
    found: list[tuple[set[str], list[Alike]]] = []
    for pair in sorted(pairs, key=_rank):
        both = {pair.first, pair.second}
        touched = [one for one in found if one[1][0].exercise == pair.exercise and one[0] & both]
        found = [one for one in found if one not in touched]
        joined = [pair, *(other for one in touched for other in one[1])]
        found.append((both.union(*(one[0] for one in touched)), sorted(joined, key=_rank)))
    groups = [
        Likeness(
            members[0].exercise,
            tuple(sorted(students)),
            max(pair.share for pair in members),
            members[0].usual,
            tuple(members),
        )
        for students, members in found
    ]
    return tuple(sorted(groups, key=lambda one: (-one.unusual, -one.share, one.exercise, one.students)))


def _rank(pair: Alike) -> tuple[float, float, str, str, str]:
    first, second = sorted((pair.first, pair.second))
    return -pair.unusual, -pair.share, pair.exercise, first, second


def how_unusual(share: float, usual: float, spread: float) -> float:
    """Return by how many spreads a likeness is beyond what is usual for its exercise."""
    return (share - usual) / max(spread, _FLOOR)


class Side(StrEnum):
    """What two lines beside each other have to do with each other."""

    SAME = "same"
    RENAMED = "same but for names"
    GIVEN = "from the starter"
    OTHER = "different"


@dataclass(frozen=True)
class LinePair:
    """Two lines beside each other; one is empty where the other file has a line more."""

    left: str
    right: str
    side: Side


def side_by_side(first: str, second: str, starter: str = "") -> tuple[LinePair, ...]:
    """Return two files line by line, aligned by what the lines do, names and comments aside."""
    given = {plain for line in starter.splitlines() if (plain := _plain(line))}
    left, right = first.splitlines(), second.splitlines()
    shapes = [_plain(line) for line in left], [_plain(line) for line in right]
    pairs: list[LinePair] = []
    for _, a, b, c, d in difflib.SequenceMatcher(None, shapes[0], shapes[1], autojunk=False).get_opcodes():
        for index in range(max(b - a, d - c)):
            one = left[a + index] if a + index < b else ""
            other = right[c + index] if c + index < d else ""
            pairs.append(LinePair(one, other, _side(one, other, given)))
    return tuple(pairs)


def _side(one: str, other: str, given: set[str]) -> Side:
    plain = _plain(one)
    if plain != _plain(other):
        return Side.OTHER
    if plain in given:
        return Side.GIVEN
    if one.split() == other.split():
        return Side.SAME
    return Side.RENAMED if plain else Side.OTHER  # two comments have nothing in common but that they do nothing


def _plain(line: str) -> str:
    """Return a line without blanks and comments, every name that its writer chose as `n`."""
    return "".join(_plain_lexeme(found[0]) for found in _LEXEME.finditer(line))


def _plain_lexeme(lexeme: str) -> str:
    if lexeme[0] == "#" or lexeme.isspace():
        return ""
    return "n" if lexeme.isidentifier() and lexeme not in _KEPT else lexeme
