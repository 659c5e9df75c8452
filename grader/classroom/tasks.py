"""Says what a class's grading is made of: the tasks in their order, and what may be concluded from a task's result."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from exercises.definition import Needs
from grader.classroom.gradebook.roll import ClassPlan, Key
from grader.classroom.intake.submission import Submission
from grader.core.lessons import Lesson
from grader.core.results import ExerciseResult, Status
from grader.core.source import SourceFile

_LONG_SECONDS = 30.0
_NOISY = {Status.TIMEOUT, Status.MEMORY, Status.CRASHED}
"""These may say more about the machine than about the file: such a result is not lent to an identical file."""


@dataclass(frozen=True)
class GradingTask:
    """One exercise of one student: what runs, the key of its result, and how many slots it takes."""

    lesson: Lesson
    source: SourceFile
    key: Key
    slots: int

    @property
    def same(self) -> tuple[str, str]:
        """Return what it has in common with the tasks of identical files."""
        return self.key.exercise, self.key.digest


def phases(lessons: Sequence[Lesson]) -> list[list[Lesson]]:
    """Return the exercises in the order a class runs them: by hand, with torch, long trainings."""

    def phase(lesson: Lesson) -> int:
        if lesson.exercise.needs is Needs.NUMPY:
            return 0
        return 2 if lesson.exercise.seconds > _LONG_SECONDS else 1

    ordered = [[lesson for lesson in lessons if phase(lesson) == number] for number in range(3)]
    return [group for group in ordered if group]


def batches(
    submissions: Sequence[Submission], lessons: Sequence[Lesson], plan: ClassPlan, jobs: int, *, together: bool
) -> Iterator[Sequence[GradingTask]]:
    """Yield what is graded next: one task, or, `together`, all of a student's that are done by hand."""
    versions = {planned.name: planned.version for planned in plan.exercises}
    for group in phases(lessons):
        for submission in submissions:
            tasks = []
            for lesson in group:
                source = submission.source(lesson.file_name)
                key = Key(submission.student, lesson.name, source.digest, versions[lesson.name], plan.seed)
                tasks.append(GradingTask(lesson, source, key, min(lesson.exercise.threads, jobs)))
            is_one = together and group[0].exercise.needs is Needs.NUMPY
            yield from [tasks] if is_one else ([task] for task in tasks)


def can_be_lent(result: ExerciseResult) -> bool:
    """Return whether an identical file may have a result without a run."""
    return not any(status in _NOISY for status in (result.status, *(check.status for check in result.checks)))


def may_be_the_machines_fault(lesson: Lesson, result: ExerciseResult) -> bool:
    """Return whether points may be missing because others held the machine."""
    if not result.was_starved or result.status is Status.PASSED:
        return False
    out_of_time = any(Status.TIMEOUT in (result.status, check.status) for check in result.checks)
    return lesson.exercise.paced or out_of_time
