"""What every report is made of: the plan, and the students with their results one at a time.

A class of ten thousand streams through a report, so formats ask for `rows()` as often as they need and keep none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from grader.classroom.gradebook.late import Lateness, lateness
from grader.classroom.gradebook.roll import Alike, ClassPlan, Row
from grader.core.results import CheckResult, ExerciseResult, Status
from grader.core.status_words import word
from grader.core.text import rounded_points


@dataclass(frozen=True)
class Material:
    """A graded class. `rows` gives its students sorted by name, anew at each call; `notes` is for the instructor."""

    plan: ClassPlan
    size: int
    rows: Callable[[], Iterator[Row]]
    notes: tuple[str, ...] = ()
    alike: tuple[Alike, ...] = ()

    @property
    def max_score(self) -> float:
        """What all exercises of the plan can earn."""
        return rounded_points(sum(exercise.max_score for exercise in self.plan.exercises))

    def lateness(self, row: Row) -> Lateness | None:
        """How late a student was; None where no deadline was given."""
        return lateness(self.plan.policy, row.enrolled.submitted) if self.plan.policy else None

    def final_score(self, row: Row) -> float:
        """The score after the late policy."""
        late = self.lateness(row)
        score = row.result.score
        return rounded_points(late.reduced(score) if late else score)


def check_message(result: ExerciseResult, check: CheckResult) -> str:
    """What the student reads about a check; a file that never ran says why at each check that it lost."""
    return check.message or (result.message if check.status is not Status.PASSED else "")


def headline(result: ExerciseResult) -> str:
    """An exercise's result in one line: the recognised mistake if there is one, else the first failing check."""
    if result.status is Status.PASSED:
        return ""
    mistakes = dict.fromkeys(check.mistake for check in result.checks if check.mistake)
    if mistakes:
        return "looks like: " + ", ".join(mistakes)
    if result.message:
        return result.message
    failed = next((check for check in result.checks if check.status is not Status.PASSED), None)
    if result.status in (Status.TODO, Status.MISSING) or failed is None:
        return word(result.status)
    return f"{failed.name}: {word(failed.status)}"
