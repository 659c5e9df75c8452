"""Works out how well each check measures: facility, discrimination, and the reliability of the whole. Pure.

Facility is the mean share of a check's points. Discrimination is the corrected point-biserial correlation: of the
check's points with the sum of all *other* checks, with Fisher's 95% interval. Alpha is Cronbach's. All are over the
students who handed anything in; what one of them did not hand in counts as nothing earned. Below 30 students nothing is
said, since the interval of a correlation of 0.3 then reaches below zero.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import atanh, sqrt, tanh

import numpy as np

from grader.classroom.gradebook.roll import Row
from grader.core.results import CheckResult, ExerciseResult, Status

FEWEST = 30
WEAK = 0.2
"""A check that discriminates less is flagged: PrairieLearn asks for 20% too."""
NORMAL_95 = 1.959963984540054
_UNTRIED = (Status.MISSING, Status.TODO)


@dataclass(frozen=True)
class Item:
    """One check over a class. `discrimination` is None where it is not defined: all or none have its points.

    `mistakes` are (name, students), the most frequent first; `explained` and `unexplained` count wrong answers.
    """

    exercise: str
    check: str
    max_points: float
    tried: int
    facility: float
    discrimination: float | None
    interval: tuple[float, float] | None
    explained: int
    unexplained: int
    mistakes: tuple[tuple[str, int], ...]

    @property
    def is_weak(self) -> bool:
        """Return whether the check tells strong from weak students too little to be trusted, or the wrong way round."""
        return self.discrimination is not None and self.discrimination < WEAK


@dataclass(frozen=True)
class ItemStatistics:
    """All checks of a class of `students`, and Cronbach's alpha (None where it is not defined)."""

    students: int
    items: tuple[Item, ...]
    alpha: float | None


def correlation(one: np.ndarray, other: np.ndarray) -> float | None:
    """Return Pearson's correlation; None where one of the two does not vary."""
    a, b = one - one.mean(), other - other.mean()
    size = sqrt(float(a @ a) * float(b @ b))
    # sums of points carry rounding errors of 1e-16 each, which must not pass for variation
    return None if size < 1e-12 * len(one) else max(-1.0, min(1.0, float(a @ b) / size))


def interval(found: float, students: int) -> tuple[float, float]:
    """Return Fisher's 95% interval of a correlation over so many students."""
    if students <= 3 or abs(found) >= 1:
        return found, found
    reach = NORMAL_95 / sqrt(students - 3)
    return tanh(atanh(found) - reach), tanh(atanh(found) + reach)


def alpha(points: np.ndarray) -> float | None:
    """Return Cronbach's alpha of a table of points, students by checks; None where it is not defined."""
    checks = points.shape[1]
    total = float(points.sum(axis=1).var(ddof=1)) if len(points) > 1 else 0.0
    if checks < 2 or total < 1e-12:
        return None
    of_checks = float(points.var(axis=0, ddof=1).sum())
    return float(checks / (checks - 1) * (1 - of_checks / total))


class _ItemTally:
    """What is counted of one check while the class streams by."""

    def __init__(self, check: CheckResult) -> None:
        self.max_points = check.max_points
        self.tried = self.explained = self.unexplained = 0
        self.mistakes: Counter[str] = Counter()

    def take(self, result: ExerciseResult, check: CheckResult) -> None:
        if result.status in _UNTRIED:
            return
        self.tried += 1
        if check.status is Status.PASSED:
            return
        self.explained += bool(check.cause)
        self.unexplained += not check.cause
        if check.mistake:
            self.mistakes[check.mistake] += 1


class Items:
    """Counts a class's checks, a row at a time."""

    def __init__(self) -> None:
        self._tallies: dict[tuple[str, str], _ItemTally] = {}
        self._columns: dict[tuple[str, str], int] = {}
        self._table: list[array[float]] = []

    def take(self, row: Row) -> None:
        """Count one student; one who handed in nothing counts nowhere."""
        if all(result.status is Status.MISSING for result in row.result.exercises):
            return
        earned = array("d", bytes(8 * len(self._columns)))
        for result in row.result.exercises:
            for check in result.checks:
                key = (result.exercise, check.name)
                self._tallies.setdefault(key, _ItemTally(check)).take(result, check)
                column = self._columns.setdefault(key, len(self._columns))
                if column == len(earned):
                    earned.append(0.0)
                earned[column] = check.points
        self._table.append(earned)

    def found(self) -> ItemStatistics | None:
        """Return the statistics; None for a class too small to say anything."""
        if len(self._table) < FEWEST or not self._tallies:
            return None
        points = np.zeros((len(self._table), len(self._columns)))
        for place, earned in enumerate(self._table):
            points[place, : len(earned)] = earned
        items = tuple(_items(list(self._tallies.items()), points))
        return ItemStatistics(len(self._table), items, alpha(points))


def _items(tallies: Sequence[tuple[tuple[str, str], _ItemTally]], points: np.ndarray) -> Iterable[Item]:
    totals = points.sum(axis=1)
    for column, ((exercise, check), tally) in enumerate(tallies):
        own = points[:, column]
        found = correlation(own, totals - own)
        yield Item(
            exercise,
            check,
            tally.max_points,
            tally.tried,
            float(own.mean()) / tally.max_points if tally.max_points else 0.0,
            found,
            None if found is None else interval(found, len(points)),
            tally.explained,
            tally.unexplained,
            tuple(tally.mistakes.most_common()),
        )
