"""Says which scores changed between two gradings of a class, and why, in lines for an instructor."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from grader.classroom.gradebook.graded_by import changes
from grader.classroom.gradebook.roll import ClassPlan, Row
from grader.classroom.gradebook.store import Gradebook
from grader.classroom.report.lateness import late_words
from grader.classroom.report.material import Material, changed_words, headline, material_of
from grader.core.results import ExerciseResult, Status
from grader.core.status_words import word
from grader.core.text import plural, points_text, rounded_points


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
    reasons += changes(*plans)
    return ", ".join(reasons) or "the same file did otherwise: random, or at its time limit"


def _checks(before: ExerciseResult, after: ExerciseResult) -> Iterator[str]:
    earlier = {check.name: check for check in before.checks}
    for check in after.checks:
        old = earlier.get(check.name)
        if old is None or (old.status, rounded_points(old.points)) == (check.status, rounded_points(check.points)):
            continue
        looks = f" ({check.cause})" if check.cause else ""
        if old.status is check.status:
            yield f"      {check.name}: {points_text(old.points)} -> {points_text(check.points)} points{looks}"
        else:
            yield f"      {check.name}: {word(old.status)}, now {word(check.status)}{looks}"


def _exercise(before: ExerciseResult, after: ExerciseResult, reason: str) -> Iterator[str]:
    scores = f"{points_text(before.score)} -> {points_text(after.score)} of {points_text(after.max_score)}"
    yield f"  {after.exercise}: {scores} ({reason})"
    listed = list(_checks(before, after))
    yield from listed
    if not listed and after.status is not Status.PASSED:
        yield f"      {headline(after)}"


@dataclass(frozen=True)
class _Pair:
    """One student in both gradings."""

    before: Row
    after: Row
    counted: tuple[float, float]
    """What counts, changed points and lateness included."""


def _student(pair: _Pair, materials: tuple[Material, Material], plans: tuple[ClassPlan, ClassPlan]) -> Iterator[str]:
    before, after = pair.before, pair.after
    earlier: Mapping[str, ExerciseResult] = {result.exercise: result for result in before.result.exercises}
    changed = []
    for result in after.result.exercises:
        old = earlier.get(result.exercise)
        if old is not None and (rounded_points(old.score), old.status) != (rounded_points(result.score), result.status):
            changed.append((old, result))
    counts = " -> ".join(points_text(score) for score in pair.counted)
    beside = [] if changed else list(_beside(pair, materials))
    if changed or beside or pair.counted[0] != pair.counted[1]:
        told = f" ({'; '.join(beside)})" if beside else ""
        yield f"{after.result.student}: {counts} points count{told}"
        for old, result in changed:
            yield from _exercise(old, result, _reason(before, after, result.exercise, plans))


def _beside(pair: _Pair, materials: tuple[Material, Material]) -> Iterator[str]:
    """Yield what changed beside the checks: lateness, and points changed by hand."""
    for words, name in ((late_words, "lateness"), (changed_words, "changed by hand")):
        told = [words(material, row) for material, row in zip(materials, (pair.before, pair.after), strict=True)]
        if told[0] != told[1]:
            yield f"{name}: {told[1] or 'nothing any more'}"


def _differing_exercises(plans: tuple[ClassPlan, ClassPlan]) -> Iterator[str]:
    for name in _versions(plans[0]).keys() - _versions(plans[1]).keys():
        yield f"{name} was graded only in the first"
    for name in _versions(plans[1]).keys() - _versions(plans[0]).keys():
        yield f"{name} was graded only in the second"


def _pairs(before: Gradebook, after: Gradebook, materials: tuple[Material, Material]) -> Iterator[_Pair | str]:
    """Yield every student of either grading: in both a pair, in one a line."""
    earlier = {enrolled.student: enrolled for enrolled in before.roll()}
    for row in after.rows():
        enrolled = earlier.pop(row.enrolled.student, None)
        score = materials[1].final_score(row)
        if enrolled is None:
            yield f"{row.enrolled.student}: only in the second, {points_text(score)} points"
        else:
            was = before.row(materials[0].plan, enrolled)
            yield _Pair(was, row, (materials[0].final_score(was), score))
    yield from (f"{student}: only in the first" for student in earlier)


def compare(before: Gradebook, after: Gradebook) -> Iterator[str]:
    """Yield the class in one line, then a line per student whose score changed, with the exercises indented."""
    materials = (material_of(before), material_of(after))
    plans = (materials[0].plan, materials[1].plan)
    lines: list[str] = []
    up = down = same = other = 0
    totals = [0.0, 0.0]
    for one in _pairs(before, after, materials):
        if isinstance(one, str):
            lines.append(one)
            continue
        told = list(_student(one, materials, plans))
        lines += told
        totals = [total + score for total, score in zip(totals, one.counted, strict=True)]
        up, down = up + (one.counted[1] > one.counted[0]), down + (one.counted[1] < one.counted[0])
        same, other = same + (not told), other + bool(told and one.counted[0] == one.counted[1])
    students = up + down + same + other
    means = " -> ".join(f"{total / max(students, 1):.2f}" for total in totals)
    yield f"{plural(students, 'student')} in both: mean of what counts {means}; {up} up, {down} down, {same} as before"
    yield from sorted(_differing_exercises(plans))
    yield from lines
