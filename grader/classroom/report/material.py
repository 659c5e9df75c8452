"""Holds what every report is made of: the plan, and the students with their results one at a time.

A class of ten thousand streams through a report, so formats ask for `rows()` as often as they need and keep none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from grader.classroom.gradebook.late import Lateness, lateness
from grader.classroom.gradebook.ledger import Decision, Holding, holding, standing
from grader.classroom.gradebook.roll import Alike, ClassPlan, Row
from grader.classroom.gradebook.store import Gradebook
from grader.core.results import CheckResult, ExerciseResult, Status
from grader.core.status_words import word
from grader.core.text import points_text, rounded_points

_SEED = re.compile(r"^(\s*check \d+ of \d+), seed \d+$", re.MULTILINE)


@dataclass(frozen=True)
class Material:
    """A graded class. `rows` gives its students sorted by name, anew at each call; `notes` is for the instructor."""

    plan: ClassPlan
    size: int
    rows: Callable[[], Iterator[Row]]
    notes: tuple[str, ...] = ()
    alike: tuple[Alike, ...] = ()
    decided: Holding = field(default_factory=lambda: holding(()))
    source_of: Callable[[str], bytes | None] = lambda digest: None
    """A graded file by its digest, where the gradebook keeps it."""
    waiting: tuple[Decision, ...] = ()
    """What was decided and takes effect when the class is graded the next time."""

    @property
    def max_score(self) -> float:
        """Return what all exercises of the plan can earn."""
        return rounded_points(sum(exercise.max_score for exercise in self.plan.exercises))

    def lateness(self, row: Row) -> Lateness | None:
        """Return how late a student was, by their own deadline if they have one; None where no deadline was given."""
        if self.plan.policy is None:
            return None
        one = row.enrolled
        said = self.decided.days_late(one.student) if one.submitted is None else None
        if said is None:
            return lateness(self.plan.policy, one.submitted, self.extension(row), one.late_by)
        return lateness(self.plan.policy, None, self.extension(row), timedelta(days=said) if said else None)

    def extension(self, row: Row) -> datetime | None:
        """Return the student's own deadline: of one that was asked for and one that was decided, the later."""
        given = [row.enrolled.extension, self.decided.extension(row.enrolled.student)]
        return max(filter(None, given), default=None)

    def changed(self, row: Row) -> dict[str, Decision]:
        """Return the changed points that apply, by exercise."""
        student = row.enrolled.student
        found = {
            result.exercise: self.decided.points_of(student, result.exercise, row.digests.get(result.exercise, ""))
            for result in row.result.exercises
        }
        return {exercise: decision for exercise, decision in found.items() if decision is not None}

    def outdated(self, row: Row) -> dict[str, Decision]:
        """Return the changed points that were made for a file that is not there any more, by exercise."""
        student = row.enrolled.student
        found = {
            result.exercise: self.decided.outdated(student, result.exercise, row.digests.get(result.exercise, ""))
            for result in row.result.exercises
        }
        return {exercise: decision for exercise, decision in found.items() if decision is not None}

    def comments(self, row: Row) -> tuple[Decision, ...]:
        """Return what was written to this student, oldest first."""
        return self.decided.comments.get(row.enrolled.student, ())

    def adjusted_score(self, row: Row) -> float:
        """Return the score with changed points, before the late policy."""
        changed = self.changed(row)
        return rounded_points(
            sum(
                float(changed[result.exercise].value) if result.exercise in changed else result.score
                for result in row.result.exercises
            )
        )

    def final_score(self, row: Row) -> float:
        """Return the score that counts: changed points in, then the late policy."""
        late = self.lateness(row)
        score = self.adjusted_score(row)
        return rounded_points(late.reduced(score) if late else score)


def material_of(gradebook: Gradebook) -> Material:
    """Return what reports are made of, from a gradebook."""
    entries = gradebook.ledger()
    return Material(
        gradebook.plan(),
        gradebook.size(),
        gradebook.rows,
        gradebook.unmapped(),
        gradebook.alike(),
        holding(entries),
        gradebook.sources.read,
        tuple(one for one in standing(entries) if gradebook.waits(one)),
    )


def changed_words(material: Material, row: Row) -> str:
    """Return each changed score of a student with its reason, in one line; nothing where none was changed."""
    before = {result.exercise: result.score for result in row.result.exercises}
    return "; ".join(
        f"{exercise}: {points_text(before[exercise])} changed to {points_text(float(entry.value))}: {entry.because}"
        for exercise, entry in material.changed(row).items()
    )


def check_message(result: ExerciseResult, check: CheckResult) -> str:
    """Return what the student reads about a check; a file that never ran says why at each check that it lost."""
    return check.message or (result.message if check.status is not Status.PASSED else "")


def told_message(result: ExerciseResult, check: CheckResult) -> str:
    """Return the same for what is handed out: without the seed, on which a late student could practise."""
    return _SEED.sub(r"\1", check_message(result, check))


def headline(result: ExerciseResult) -> str:
    """Return a result in one line: the mistakes it looks like, else an insight, else the first failing check."""
    if result.status is Status.PASSED:
        return ""
    mistakes = dict.fromkeys(name for check in result.checks for name in check.mistakes or (check.mistake,) if name)
    if mistakes:
        return "looks like: " + ", ".join(mistakes)
    if result.message:
        return result.message
    if result.diagnosis and result.diagnosis.insights:
        return result.diagnosis.insights[0]
    failed = next((check for check in result.checks if check.status is not Status.PASSED), None)
    if result.status in (Status.TODO, Status.MISSING) or failed is None:
        return word(result.status)
    return f"{failed.name}: {word(failed.status)}"
