"""Works out what a class's results say as a whole: how scores spread, what was hard, which mistakes, who stands out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from grader.classroom.gradebook.roll import Row
from grader.core.results import ExerciseResult, Status

BINS = 10


@dataclass(frozen=True)
class CheckCount:
    """How many students tried a check (their file was there and begun), and how many passed it."""

    exercise: str
    check: str
    tried: int
    passed: int

    @property
    def share(self) -> float:
        """Return the share of those who passed among those who tried."""
        return self.passed / self.tried if self.tried else 0.0

    @property
    def ease(self) -> float:
        """Return the share, drawn to the middle where few have tried: one who failed says little."""
        return (self.passed + 1) / (self.tried + 2)


@dataclass(frozen=True)
class Statistics:
    """A class in numbers. `bins` counts students by tenths of the points; `outliers` are (student, score)."""

    scores: tuple[float, ...]
    bins: tuple[int, ...]
    mean: float
    median: float
    exercise_shares: dict[str, float]
    exercise_tried: dict[str, int]
    hardest: tuple[CheckCount, ...]
    outliers: tuple[tuple[str, float], ...]
    fences: tuple[float, float]


def _tried(result: ExerciseResult) -> bool:
    return result.status not in (Status.MISSING, Status.TODO)


class _Counting:
    def __init__(self) -> None:
        self.points: Counter[str] = Counter()
        self.possible: Counter[str] = Counter()
        self.tried: Counter[str] = Counter()
        self.checks: Counter[tuple[str, str]] = Counter()
        self.passed: Counter[tuple[str, str]] = Counter()

    def take(self, result: ExerciseResult) -> None:
        name = result.exercise
        self.points[name] += result.score  # type: ignore[assignment]
        self.possible[name] += result.max_score  # type: ignore[assignment]
        self.tried[name] += _tried(result)
        if not _tried(result):
            return
        for check in result.checks:
            self.checks[name, check.name] += 1
            self.passed[name, check.name] += check.status is Status.PASSED


def _fences(scores: np.ndarray) -> tuple[float, float]:
    """Tukey's: a quartile and a half of the middle half beyond the quartiles."""
    low, high = np.quantile(scores, [0.25, 0.75])
    reach = 1.5 * (high - low)
    return float(low - reach), float(high + reach)


class Scores:
    """Counts a class, a row at a time: those who handed something in, by what counts."""

    def __init__(self, max_score: float, counts: Callable[[Row], float]) -> None:
        self._max_score, self._counts = max_score, counts
        self._counting = _Counting()
        self._scored: list[tuple[str, float]] = []

    def take(self, row: Row) -> None:
        """Count one student."""
        if not row.enrolled.handed_in:
            return
        self._scored.append((row.result.student, self._counts(row)))
        for result in row.result.exercises:
            self._counting.take(result)

    def found(self) -> Statistics:
        """Return the class in numbers."""
        return _statistics(self._counting, self._scored, self._max_score)


def _statistics(counting: _Counting, scored: list[tuple[str, float]], max_score: float) -> Statistics:
    scores = np.array([score for _, score in scored] or [0.0])
    shares = np.clip(scores / max(max_score, 1e-9), 0, 1)
    bins = np.bincount(np.minimum((shares * BINS).astype(int), BINS - 1), minlength=BINS) if scored else np.zeros(BINS)
    fences = _fences(scores)
    hardest = [CheckCount(*key, tried, counting.passed[key]) for key, tried in counting.checks.items()]
    hardest = [count for count in hardest if count.passed < count.tried]
    return Statistics(
        scores=tuple(score for _, score in scored),
        bins=tuple(int(count) for count in bins),
        mean=float(scores.mean()),
        median=float(np.median(scores)),
        exercise_shares={name: counting.points[name] / (possible or 1) for name, possible in counting.possible.items()},
        exercise_tried=dict(counting.tried),
        hardest=tuple(sorted(hardest, key=lambda count: (count.ease, count.exercise))),
        outliers=tuple((name, score) for name, score in scored if not fences[0] <= score <= fences[1]),
        fences=fences,
    )
