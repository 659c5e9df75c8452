"""Runs many students in parallel, resumable: which exercise of whom is next, on as many children as asked for.

Owns order, slots and durability: each result is in the gradebook before its event is yielded. One exercise is
`grade`'s; drawing progress is `progress`'s. The by-hand exercises of the whole class come first and the long trainings
last, so that they hold up nobody. Memory holds what runs now, never the class.
"""

from __future__ import annotations

import contextlib
import queue
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from threading import Barrier
from threading import Event as Flag

from exercises.definition import Needs
from grader.classroom.gradebook.roll import ClassPlan, Key
from grader.classroom.gradebook.store import Gradebook
from grader.classroom.intake.submission import Submission
from grader.core.lessons import Lesson
from grader.core.results import Event, ExerciseResult, Finished, Status
from grader.core.source import SourceFile
from grader.grading.outcome_form import packed
from grader.sandbox.parent.client import Sandbox

Grade = Callable[[Lesson, SourceFile, int, Sandbox, Flag], Iterator[Event]]
"""`grade.grade_exercise`, or a test's stand-in."""

_LONG_SECONDS = 30.0
_BATCH = 256
_AHEAD = 4
"""By-hand runs that queue up per slot: a disk takes longer over one commit than a child over one run."""
_SECONDS_BETWEEN = 0.1
"""From one commit to the next at least: what finishes meanwhile is kept together. A commit is slow on a home on NFS."""
_PATIENCE = 0.5
"""Seconds that a file waits for the result of an identical one: by hand that is known in milliseconds."""
_NOISY = {Status.TIMEOUT, Status.MEMORY, Status.CRASHED}
"""These may say more about the machine than about the file: such a result is not lent to an identical file."""


@dataclass(frozen=True)
class Begun:
    """An exercise of a student runs now."""

    student: str
    exercise: str


@dataclass(frozen=True)
class Graded:
    """An exercise of a student is in the gradebook. `ran` is false where the result was already known."""

    student: str
    exercise: str
    ran: bool
    seconds: float = 0.0


@dataclass(frozen=True)
class Failed:
    """The grader itself failed on an exercise of a student: no verdict, and the exit status will say so."""

    student: str
    exercise: str
    reason: str


ClassEvent = Begun | Graded | Failed


@dataclass(frozen=True)
class _Task:
    lesson: Lesson
    source: SourceFile
    key: Key
    slots: int

    @property
    def same(self) -> tuple[str, str]:
        """Return what it has in common with the tasks of identical files."""
        return self.key.exercise, self.key.digest


@dataclass(frozen=True)
class _Done:
    task: _Task
    result: ExerciseResult | None = None
    reason: str = ""
    outcomes: bytes | None = None  # of a wrong answer, as a gradebook keeps them; None where nothing ran


def phases(lessons: Sequence[Lesson]) -> list[list[Lesson]]:
    """Return the exercises in the order a class runs them: by hand, with torch, long trainings."""

    def phase(lesson: Lesson) -> int:
        if lesson.exercise.needs is Needs.NUMPY:
            return 0
        return 2 if lesson.exercise.seconds > _LONG_SECONDS else 1

    ordered = [[lesson for lesson in lessons if phase(lesson) == number] for number in range(3)]
    return [group for group in ordered if group]


def _tasks(submissions: Sequence[Submission], lessons: Sequence[Lesson], plan: ClassPlan, jobs: int) -> Iterator[_Task]:
    versions = {planned.name: planned.version for planned in plan.exercises}
    for group in phases(lessons):
        for submission in submissions:
            for lesson in group:
                source = submission.source(lesson.file_name)
                key = Key(submission.student, lesson.name, source.digest, versions[lesson.name], plan.seed)
                yield _Task(lesson, source, key, min(lesson.exercise.threads, jobs))


def _can_be_shared(result: ExerciseResult) -> bool:
    return not any(status in _NOISY for status in (result.status, *(check.status for check in result.checks)))


def _may_be_the_machines_fault(lesson: Lesson, result: ExerciseResult) -> bool:
    """Return whether points may be missing because others held the machine."""
    if not result.was_starved or result.status is Status.PASSED:
        return False
    out_of_time = any(Status.TIMEOUT in (result.status, check.status) for check in result.checks)
    return lesson.exercise.paced or out_of_time


class _Class:
    """One grading under way: the main thread reads, keeps and yields; worker threads wait for children."""

    def __init__(
        self, seed: int, jobs: int, sandbox: Sandbox, gradebook: Gradebook, grade: Grade, keep_sources: bool
    ) -> None:
        self._keeps_sources = keep_sources
        self._seed, self._sandbox, self._gradebook, self._grade = seed, sandbox, gradebook, grade
        self._free = self._jobs = jobs
        self._running: dict[tuple[str, str], float] = {}
        self._uncertain: set[tuple[str, str]] = set()
        self._cancelled = Flag()
        self._finished: queue.SimpleQueue[_Done] = queue.SimpleQueue()
        self._kept_at = 0.0
        self._starved: list[_Task] = []
        self._alone = False
        self._pool = ThreadPoolExecutor(jobs + 1, "grade")  # one result can be judged while `jobs` children run
        started = Barrier(jobs + 1)
        for _ in range(jobs + 1):  # all of them now: later a student's threads may leave none to start
            self._pool.submit(started.wait)

    def run(self, tasks: Iterator[_Task]) -> Iterator[ClassEvent]:
        """Work through `tasks`, then once more, one at a time, through those that a busy machine may have cost points.

        Closed or interrupted, it ends the children and keeps what was finished.
        """
        settled: list[_Done] = []
        try:
            yield from self._work_through(tasks, settled)
            again, self._starved, self._alone = self._starved, [], True
            yield from self._work_through((replace(task, slots=self._jobs) for task in again), settled)
        finally:
            self._cancelled.set()
            self._pool.shutdown(wait=True, cancel_futures=True)
            for _ in self._keep([*settled, *self._collect(0.0)], ran=True):
                pass

    def _work_through(self, tasks: Iterator[_Task], settled: list[_Done]) -> Iterator[ClassEvent]:
        waiting = next(tasks, None)
        while waiting is not None or self._free < self._jobs or settled:
            known: list[_Done] = []
            while waiting is not None and len(known) < _BATCH:
                found = self._known(waiting)
                if found is None and not self._has_room(waiting):
                    break
                if found is None:
                    self._free -= waiting.slots
                    self._running[waiting.same] = time.monotonic()
                    self._pool.submit(self._work, waiting)
                    yield Begun(waiting.key.student, waiting.key.exercise)
                else:
                    known.append(found)
                waiting = next(tasks, None)
            # the children have work again before this waits for the disk
            if self._seconds_left() <= 0 or self._free == self._jobs:
                yield from self._keep(settled, ran=True)
                settled.clear()
            yield from self._keep(known, ran=False)
            if self._free < self._jobs:
                settled += self._collect(0.0 if known else self._patience(waiting, bool(settled)))

    def _has_room(self, task: _Task) -> bool:
        """Return whether a task may start; those by hand queue up a little, so that no worker waits for a commit."""
        if self._seconds_held(task) > 0:
            return False  # an identical file runs right now: its result may do for both
        ahead = _AHEAD * self._jobs if task.lesson.exercise.needs is Needs.NUMPY else 0
        return self._free + ahead >= task.slots

    def _seconds_held(self, task: _Task) -> float:
        """Return how long a task still waits for an identical file's result: a late one may be uncertain."""
        began = self._running.get(task.same)
        if began is None or task.source.problem or task.same in self._uncertain:
            return 0.0
        return max(0.0, began + _PATIENCE - time.monotonic())

    def _patience(self, waiting: _Task | None, has_settled: bool) -> float | None:
        """Seconds to wait for a result before there is something else to do; None: as long as it takes."""
        seconds = [self._seconds_left()] if has_settled else []
        if waiting is not None and self._seconds_held(waiting) > 0:
            seconds.append(self._seconds_held(waiting))
        return min(seconds, default=None)

    def _known(self, task: _Task) -> _Done | None:
        is_own, found = self._gradebook.same_source(task.key)
        if is_own:
            return _Done(task)
        if task.source.problem:
            return None  # nothing ran, so there is nothing that an identical file could lend
        return _Done(task, found) if found is not None and _can_be_shared(found) else None

    def _work(self, task: _Task) -> None:
        result, outcomes = None, b""
        try:
            for event in self._grade(task.lesson, task.source, self._seed, self._sandbox, self._cancelled):
                if isinstance(event, Finished):
                    result = event.result
                    outcomes = packed(event.outcomes) if event.outcomes and self._keeps_sources else b""
            stopped = self._cancelled.is_set()
            reason = "" if result or stopped else "it ended without a result"
            if result is not None and _may_be_the_machines_fault(task.lesson, result):
                reason, result = self._starved_once_more(task, result), None
            # a run that was interrupted says nothing about the student's file
            self._finished.put(_Done(task, None if stopped else result, reason, outcomes))
        except Exception as error:
            first = (str(error).splitlines() or [""])[0]
            self._finished.put(_Done(task, None, f"{type(error).__name__}: {first}".rstrip(": ")))

    def _starved_once_more(self, task: _Task, result: ExerciseResult) -> str:
        """Put a starved task off to the end, when it has the machine to itself; or say that even that was no help."""
        if self._alone:
            return f"the machine was busy: this ran at {result.share:.0%} of its speed, twice: grade it again later"
        self._starved.append(task)
        return ""

    def _seconds_left(self) -> float:
        """Until what has settled should be kept."""
        return max(0.0, self._kept_at + _SECONDS_BETWEEN - time.monotonic())

    def _collect(self, seconds: float | None) -> list[_Done]:
        """Take what has finished since the last look; if nothing has, what finishes within `seconds` (None: ever)."""
        found = []
        with contextlib.suppress(queue.Empty):
            found.append(self._finished.get(timeout=seconds))
            while True:
                found.append(self._finished.get_nowait())
        self._free += sum(done.task.slots for done in found)
        return found

    def _keep(self, settled: Sequence[_Done], *, ran: bool) -> Iterator[ClassEvent]:
        if not settled:
            return
        with self._gradebook.writing():
            self._gradebook.note_work(done.task.key for done in settled if not done.task.source.absent)
            self._gradebook.note_work((done.task.key for done in settled if done.task.source.absent), absent=True)
            if self._keeps_sources:
                self._gradebook.sources.keep((done.task.key.digest, done.task.source.content) for done in settled)
            for done in settled:
                if done.reason:
                    self._gradebook.note_failure(done.task.key, done.reason)
                elif done.result is not None:
                    self._gradebook.keep(done.task.key, done.result, done.outcomes)
        self._kept_at = time.monotonic()
        if ran:
            for done in settled:
                self._running.pop(done.task.same, None)
                if done.result is not None and not _can_be_shared(done.result):
                    self._uncertain.add(done.task.same)
        for done in settled:
            key = done.task.key
            if done.reason:
                yield Failed(key.student, key.exercise, done.reason)
            elif done.result is not None or not ran:
                yield Graded(key.student, key.exercise, ran, done.result.seconds if ran and done.result else 0.0)


def grade_class(
    submissions: Sequence[Submission],
    lessons: Sequence[Lesson],
    plan: ClassPlan,
    jobs: int,
    sandbox: Sandbox,
    gradebook: Gradebook,
    grade: Grade,
    keep_sources: bool = True,
) -> Generator[ClassEvent, None, None]:
    """Grade every exercise of every submission that `gradebook` does not know yet, `jobs` at a time.

    `gradebook` has begun with `plan`, and keeps the files too where `keep_sources`. A file identical to one already
    graded takes its result without a run.
    """
    work = _Class(plan.seed, jobs, sandbox, gradebook, grade, keep_sources)
    yield from work.run(_tasks(submissions, lessons, plan, jobs))
