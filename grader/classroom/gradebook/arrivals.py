"""Says what counts when a class arrives in pieces: a second zip, a resubmission, one exercise again, a merge. Pure.

Something beats nothing, then the newest wins. A narrower grading changes only what it graded.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from grader.classroom.gradebook.roll import ClassPlan, Enrolled


def joined_plan(before: ClassPlan | None, now: ClassPlan) -> ClassPlan:
    """Return the plan that a gradebook follows after grading `now`: what was graded `before` at this seed stays."""
    if before is None or before.seed != now.seed:
        return now
    asked = {planned.name for planned in now.exercises}
    kept = [planned for planned in before.exercises if planned.name not in asked]
    exercises = tuple(sorted((*kept, *now.exercises), key=lambda one: (one.number, one.name)))
    head = now.canvas_head or before.canvas_head
    return replace(now, exercises=exercises, canvas_head=head, canvas_name=now.canvas_name or before.canvas_name)


@dataclass(frozen=True)
class JoinedRoll:
    """The roll after a hand-in came. `kept` are students with earlier files that this hand-in does not have.

    `older` are students whose files came again in an older version than the one that is graded: it stays.
    """

    roll: tuple[Enrolled, ...]
    kept: tuple[str, ...]
    older: frozenset[str]


def joined_roll(before: Iterable[Enrolled], now: Iterable[Enrolled]) -> JoinedRoll:
    """Return the roll of `before` and `now` together."""
    earlier = {one.student: one for one in before if one.handed_in}
    roll, kept, older = [], [], set()
    for one in now:
        was = earlier.pop(one.student, None)
        if was is None:
            roll.append(one)
        elif not one.handed_in:
            kept.append(one.student)
            roll.append(replace(was, identity=one.identity or was.identity))
        elif was.submitted and one.submitted and one.submitted < was.submitted:
            older.add(one.student)
            roll.append(was)
        else:
            predictions = {**was.predictions, **one.predictions}
            roll.append(replace(one, files={**was.files, **one.files}, predictions=predictions))
    kept += earlier
    return JoinedRoll((*roll, *earlier.values()), tuple(kept), frozenset(older))


@dataclass(frozen=True, eq=False)
class Claim:
    """One gradebook's word on a student: who they are there, which files they have (by exercise), when it was begun."""

    enrolled: Enrolled
    digests: Mapping[str, str]
    begun: float
    where: str


def newest_first(candidates: Sequence[Claim]) -> list[Claim]:
    """Return the candidates on one student, newest first, in an order that does not depend on how they came.

    By the time of handing in where all know one, else by when each gradebook was begun.
    """
    timed = all(one.enrolled.submitted for one in candidates)

    def age(one: Claim) -> tuple[bool, float, float, str]:
        submitted = one.enrolled.submitted
        moment = submitted.timestamp() if timed and submitted else one.begun
        return one.enrolled.handed_in, moment, one.begun, str(sorted(one.digests.items()))

    return sorted(candidates, key=age, reverse=True)


def winners(candidates: Sequence[Claim]) -> dict[str, Claim]:
    """Return, for each exercise that anybody has a file for, the candidate whose file counts."""
    found: dict[str, Claim] = {}
    for one in newest_first(candidates):
        for exercise in one.digests:
            found.setdefault(exercise, one)
    return found


def conflict_line(candidates: Sequence[Claim]) -> str:
    """Return a line that says which of two gradebooks' files count; nothing where they agree."""
    chosen = winners(candidates)
    for one in newest_first(candidates):
        for exercise, digest in one.digests.items():
            winner = chosen[exercise]
            if winner.digests[exercise] != digest:
                name = one.enrolled.student
                return f"{name} has other files in {one.where} than in {winner.where}: the newest count"
    return ""
