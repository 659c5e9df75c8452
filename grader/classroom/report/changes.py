"""Which scores changed between two gradings of a class, and why, in lines for an instructor."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from grader.classroom.gradebook.roll import ClassPlan, Row
from grader.classroom.gradebook.store import Gradebook
from grader.classroom.report.material import headline
from grader.core.results import ExerciseResult, Status
from grader.core.status_words import word
from grader.core.text import points_text, rounded_points


def _versions(plan: ClassPlan) -> dict[str, str]:
    return {planned.name: planned.version for planned in plan.exercises}


def _reason(before: Row, after: Row, name: str, plans: tuple[ClassPlan, ClassPlan]) -> str:
    if name in before.ungraded or name in after.ungraded:
        return "not graded in one of them"
    reasons = []
    if before.digests[name] != after.digests[name]:
        reasons.append("another file was handed in")
    if _versions(plans[0])[name] != _versions(plans[1])[name]:
        reasons.append("the exercise or its settings changed")
    if plans[0].seed != plans[1].seed:
        reasons.append(f"seed {plans[1].seed} in place of {plans[0].seed}")
    return ", ".join(reasons) or "the same file did otherwise: random, or at its time limit"


def _checks(before: ExerciseResult, after: ExerciseResult) -> Iterator[str]:
    earlier = {check.name: check for check in before.checks}
    for check in after.checks:
        old = earlier.get(check.name)
        if old is not None and (old.status, rounded_points(old.points)) != (check.status, rounded_points(check.points)):
            looks = f" (looks like: {check.mistake})" if check.mistake else ""
            yield f"      {check.name}: {word(old.status)}, now {word(check.status)}{looks}"


def _exercise(before: ExerciseResult, after: ExerciseResult, reason: str) -> Iterator[str]:
    scores = f"{points_text(before.score)} -> {points_text(after.score)} of {points_text(after.max_score)}"
    yield f"  {after.exercise}: {scores} ({reason})"
    listed = list(_checks(before, after))
    yield from listed
    if not listed and after.status is not Status.PASSED:
        yield f"      {headline(after)}"


def _student(before: Row, after: Row, plans: tuple[ClassPlan, ClassPlan]) -> Iterator[str]:
    earlier: Mapping[str, ExerciseResult] = {result.exercise: result for result in before.result.exercises}
    changed = []
    for result in after.result.exercises:
        old = earlier.get(result.exercise)
        if old is not None and (rounded_points(old.score), old.status) != (rounded_points(result.score), result.status):
            changed.append((old, result))
    if changed:
        yield f"{after.result.student}: {points_text(before.result.score)} -> {points_text(after.result.score)} points"
        for old, result in changed:
            yield from _exercise(old, result, _reason(before, after, result.exercise, plans))


def _differing_exercises(plans: tuple[ClassPlan, ClassPlan]) -> Iterator[str]:
    for name in _versions(plans[0]).keys() - _versions(plans[1]).keys():
        yield f"{name} was graded only in the first"
    for name in _versions(plans[1]).keys() - _versions(plans[0]).keys():
        yield f"{name} was graded only in the second"


def compare(before: Gradebook, after: Gradebook) -> Iterator[str]:
    """A line per student whose score changed, with indented lines on the exercises; last, how many there were."""
    plans = (before.plan(), after.plan())
    yield from sorted(_differing_exercises(plans))
    earlier = {enrolled.student: enrolled for enrolled in before.roll()}
    same = changed = 0
    for row in after.rows():
        enrolled = earlier.pop(row.enrolled.student, None)
        if enrolled is None:
            yield f"{row.enrolled.student}: only in the second, {points_text(row.result.score)} points"
            continue
        lines = list(_student(before.row(plans[0], enrolled), row, plans))
        changed, same = changed + bool(lines), same + (not lines)
        yield from lines
    for student in earlier:
        yield f"{student}: only in the first"
    yield f"{changed} changed, {same} as before"
