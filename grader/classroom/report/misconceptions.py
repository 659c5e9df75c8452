"""Counts what a class misunderstood, by the points that it cost. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from grader.classroom.gradebook.roll import Row
from grader.core.results import CheckResult, Status
from grader.core.text import plural, points_text

_UNTRIED = (Status.MISSING, Status.TODO)


@dataclass(frozen=True)
class Misconception:
    """One mistake in one exercise, or what an insight says of it. `name` is "" for what nothing explains.

    `hint` says what is right; an insight, which is about the answers and not about an idea, has none.
    """

    exercise: str
    name: str
    hint: str
    students: tuple[str, ...]
    tried: int
    lost: float

    def who(self, most: int = 3) -> str:
        """Return the first names, and how many more there are."""
        more = len(self.students) - most
        return "; ".join(self.students[:most]) + (f" +{more}" if more > 0 else "")


@dataclass
class _MistakeTally:
    hint: str = ""
    students: dict[str, None] = field(default_factory=dict)
    lost: float = 0.0


class Misconceptions:
    """Counts what a class misunderstood, a row at a time.

    A check that fails for a mistake loses its points to that mistake; a mistake is one student's once.
    """

    def __init__(self) -> None:
        self._tried: Counter[str] = Counter()
        self._tallies: dict[tuple[str, str], _MistakeTally] = {}

    def take(self, row: Row) -> None:
        """Count one student."""
        for result in row.result.exercises:
            if result.status in _UNTRIED:
                continue
            self._tried[result.exercise] += 1
            for check in result.checks:
                if check.points < check.max_points:
                    self._take(row.result.student, result.exercise, check)

    def _take(self, student: str, exercise: str, check: CheckResult) -> None:
        tally = self._tallies.setdefault((exercise, check.looks_like or check.insight or ""), _MistakeTally())
        tally.hint = tally.hint or (check.hint if check.looks_like else "")
        tally.students[student] = None
        tally.lost += check.max_points - check.points

    def found(self) -> tuple[Misconception, ...]:
        """Return all that explains wrong answers, and the unexplained rest of each exercise, the costliest first."""
        found = [
            Misconception(exercise, name, tally.hint, tuple(tally.students), self._tried[exercise], tally.lost)
            for (exercise, name), tally in self._tallies.items()
        ]
        return tuple(sorted(found, key=lambda one: (-one.lost, one.exercise, one.name)))


def misconceptions(rows: Iterable[Row]) -> tuple[Misconception, ...]:
    """Return all that explains wrong answers, and the unexplained rest of each exercise, the costliest first."""
    counted = Misconceptions()
    for row in rows:
        counted.take(row)
    return counted.found()


def unexplained_line(found: Iterable[Misconception]) -> str:
    """Return how much nothing explains, in one line; "" where all is explained."""
    rest = [one for one in found if not one.name]
    if not rest:
        return ""
    count = sum(len(one.students) for one in rest)
    where = f"{plural(count, 'answer')} in {plural(len(rest), 'exercise')}"
    return f"wrong, and no name for it: {where}, {points_text(sum(one.lost for one in rest))} points"
