"""Counts what a class misunderstood, by the points that it cost. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from grader.classroom.gradebook.roll import Row
from grader.core.results import CheckResult, ExerciseResult, Status
from grader.core.text import plural, points_text

_UNTRIED = (Status.MISSING, Status.TODO)


@dataclass(frozen=True)
class Misconception:
    """One mistake in one exercise. `name` is "" for wrong answers that nothing explains."""

    exercise: str
    name: str
    hint: str
    students: tuple[str, ...]
    tried: int
    lost: float

    def who(self, most: int = 3) -> str:
        """Return the first names, and how many more there are."""
        more = len(self.students) - most
        return ", ".join(self.students[:most]) + (f" +{more}" if more > 0 else "")


@dataclass
class _Tally:
    hint: str = ""
    students: dict[str, None] = field(default_factory=dict)
    lost: float = 0.0


def misconceptions(rows: Iterable[Row]) -> tuple[Misconception, ...]:
    """Return every recognised mistake and the unexplained rest of each exercise, the costliest first.

    A check that fails for a mistake loses its points to that mistake; a mistake is one student's once.
    """
    tried: dict[str, int] = {}
    tallies: dict[tuple[str, str], _Tally] = {}
    for row in rows:
        for result in row.result.exercises:
            if result.status in _UNTRIED:
                continue
            tried[result.exercise] = tried.get(result.exercise, 0) + 1
            for check in result.checks:
                if check.points < check.max_points:
                    _take(tallies, row.result.student, result, check)
    found = [
        Misconception(exercise, name, tally.hint, tuple(tally.students), tried[exercise], tally.lost)
        for (exercise, name), tally in tallies.items()
    ]
    return tuple(sorted(found, key=lambda one: (-one.lost, one.exercise, one.name)))


def _take(tallies: dict[tuple[str, str], _Tally], student: str, result: ExerciseResult, check: CheckResult) -> None:
    tally = tallies.setdefault((result.exercise, check.looks_like), _Tally())
    tally.hint = tally.hint or check.hint
    tally.students[student] = None
    tally.lost += check.max_points - check.points


def unexplained_line(found: Iterable[Misconception]) -> str:
    """Return how much nothing explains, in one line; "" where all is explained."""
    rest = [one for one in found if not one.name]
    if not rest:
        return ""
    count = sum(len(one.students) for one in rest)
    where = f"{plural(count, 'answer')} in {plural(len(rest), 'exercise')}"
    return f"wrong, and no name for it: {where}, {points_text(sum(one.lost for one in rest))} points"
