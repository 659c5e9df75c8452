"""Says how the time of handing in goes with the score. Pure.

The score is the one before lateness, the time that before each student's own deadline. Spearman's rank correlation has
the 95% interval of Bonett and Wright (2000). Below 30 students whose time is known nothing is said.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC
from math import atanh, sqrt, tanh
from statistics import median

import numpy as np

from grader.classroom.gradebook.roll import Row
from grader.classroom.report.items import FEWEST, NORMAL_95, correlation
from grader.classroom.report.material import Material

_EDGES = (0.0, 1.0, 6.0, 24.0, 72.0, 168.0)
"""Hours before the deadline at which the bins meet."""
_LABELS = (
    "after the deadline",
    "within the last hour",
    "1 to 6 hours before",
    "6 to 24 hours before",
    "1 to 3 days before",
    "3 to 7 days before",
    "a week before, or more",
)


@dataclass(frozen=True)
class Bin:
    """Students who handed in at about the same distance from their deadline, and the median of their points."""

    label: str
    students: int
    median: float


@dataclass(frozen=True)
class Punctuality:
    """`rho` is of hours before the deadline and points; None where one of the two does not vary."""

    students: int
    bins: tuple[Bin, ...]
    rho: float | None
    interval: tuple[float, float] | None

    def line(self) -> str:
        """Return the correlation in one line."""
        if self.rho is None or self.interval is None:
            return f"{self.students} students whose time of handing in is known"
        reach = f"95% between {self.interval[0]:.2f} and {self.interval[1]:.2f}"
        return f"Spearman's correlation of earliness and points {self.rho:.2f} ({reach}), {self.students} students"


def ranks(values: np.ndarray) -> np.ndarray:
    """Return each value's rank from 1; equal values share the mean of theirs."""
    _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    mean: np.ndarray = (last - (counts - 1) / 2)[place]
    return mean


def spearman_interval(rho: float, students: int) -> tuple[float, float]:
    """Return the 95% interval of a rank correlation over so many students."""
    if students <= 3 or abs(rho) >= 1:
        return rho, rho
    reach = NORMAL_95 * sqrt((1 + rho * rho / 2) / (students - 3))
    return tanh(atanh(rho) - reach), tanh(atanh(rho) + reach)


class Earliness:
    """Collects when a class handed in, a row at a time."""

    def __init__(self, material: Material) -> None:
        self._material = material
        self._known: list[tuple[float, float]] = []

    def take(self, row: Row) -> None:
        """Take one student, where the time is known."""
        told = _told(self._material, row)
        if told is not None:
            self._known.append(told)

    def found(self) -> Punctuality | None:
        """Return how time and points go together; None without a deadline, or where too few times are known."""
        if len(self._known) < FEWEST:
            return None
        hours, points = np.array(self._known).T
        rho = correlation(ranks(hours), ranks(points))
        interval = None if rho is None else spearman_interval(rho, len(self._known))
        return Punctuality(len(self._known), tuple(_bins(self._known)), rho, interval)


def _told(material: Material, row: Row) -> tuple[float, float] | None:
    """Hours before the student's deadline, and points."""
    late = material.lateness(row)
    if late is None or late.submitted is None:
        return None
    before = late.due.astimezone(UTC) - late.submitted.astimezone(UTC)
    return before.total_seconds() / 3600, material.adjusted_score(row)


def _bins(known: list[tuple[float, float]]) -> Iterator[Bin]:
    """Yield the bins that anybody is in, the earliest first. Who is exactly in time is not late."""
    scores: dict[int, list[float]] = {}
    for hours, points in known:
        scores.setdefault(bisect_right(_EDGES, hours), []).append(points)
    for place in sorted(scores, reverse=True):
        yield Bin(_LABELS[place], len(scores[place]), float(median(scores[place])))
