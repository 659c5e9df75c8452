"""Runs many students in parallel, resumable: which exercise of whom is next, on as many children as asked for.

Owns order, slots and durability: each result is in the gradebook before its event is yielded. One exercise is
`grade`'s; drawing progress is `progress`'s. The by-hand exercises of the whole class come first and the long trainings
last, so that they hold up nobody. Memory holds what runs now, never the class.
"""

from __future__ import annotations

import contextlib
import queue
import time
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from threading import Barrier
from threading import Event as Flag

from exercises.definition import Needs
from grader.classroom.gradebook.roll import ClassPlan
from grader.classroom.gradebook.store import Gradebook
from grader.classroom.intake.submission import Submission
from grader.classroom.tasks import GradingTask, batches, can_be_lent, may_be_the_machines_fault
from grader.core.lessons import Lesson
from grader.core.results import Event, ExerciseResult, Finished
from grader.core.source import SourceFile
from grader.grading.outcome_form import packed
from grader.sandbox.parent.client import Sandbox

Grade = Callable[[Lesson, SourceFile, int, Sandbox, Flag], Iterator[Event]]
"""`grade.grade_exercise`, or a test's stand-in."""
Together = Callable[[Sequence[tuple[Lesson, SourceFile]], int, Sandbox, Flag], Mapping[str, ExerciseResult]]
"""`together.right_together`: what comes out entirely right where a student's files by hand share one child."""

_BATCH = 256
_AHEAD = 4
"""By-hand runs that queue up per slot: a disk takes longer over one commit than a child over one run."""
_SECONDS_BETWEEN = 0.1
"""From one commit to the next at least: what finishes meanwhile is kept together. A commit is slow on a home on NFS."""
_MOST_SETTLED = 64
"""Results that wait for a commit at most: they lie in memory."""
_PATIENCE = 0.5
"""Seconds that a file waits for the result of an identical one: by hand that is known in milliseconds."""


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
class _Done:
    task: GradingTask
    result: ExerciseResult | None = None
    reason: str = ""
    outcomes: bytes | None = None  # of a wrong answer, as a gradebook keeps them; None where nothing ran


class _Class:
    """One grading under way: the main thread reads, keeps and yields; worker threads wait for children."""

    def __init__(
        self,
        seed: int,
        jobs: int,
        sandbox: Sandbox,
        gradebook: Gradebook,
        grade: Grade,
        keep_sources: bool,
        together: Together | None,
    ) -> None:
        self._keeps_sources, self._together = keep_sources, together
        self._seed, self._sandbox, self._gradebook, self._grade = seed, sandbox, gradebook, grade
        self._free = self._jobs = jobs
        self._running: dict[tuple[str, str], float] = {}
        self._uncertain: set[tuple[str, str]] = set()
        self._cancelled = Flag()
        self._finished: queue.SimpleQueue[_Done] = queue.SimpleQueue()
        self._kept_at = 0.0
        self._starved: list[GradingTask] = []
        self._alone = False
        self._last_looked_up: tuple[Sequence[GradingTask], Sequence[_Done | None]] | None = None
        self._pool = ThreadPoolExecutor(jobs + 1, "grade")  # one result can be judged while `jobs` children run
        started = Barrier(jobs + 1)
        for _ in range(jobs + 1):  # all of them now: later a student's threads may leave none to start
            self._pool.submit(started.wait)

    def run(self, tasks: Iterator[Sequence[GradingTask]]) -> Iterator[ClassEvent]:
        """Work through `tasks`, batch by batch, then one at a time through those that a busy machine cost points.

        Closed or interrupted, it ends the children and keeps what was finished.
        """
        settled: list[_Done] = []
        try:
            yield from self._work_through(tasks, settled)
            again, self._starved, self._alone = self._starved, [], True
            yield from self._work_through(([replace(task, slots=self._jobs)] for task in again), settled)
        finally:
            self._cancelled.set()
            self._pool.shutdown(wait=True, cancel_futures=True)
            for _ in self._keep([*settled, *self._collect(0.0)], ran=True):
                pass

    def _work_through(self, tasks: Iterator[Sequence[GradingTask]], settled: list[_Done]) -> Iterator[ClassEvent]:
        waiting = next(tasks, ())
        while waiting or self._free < self._jobs or settled:
            known: list[_Done] = []
            while waiting and len(known) < _BATCH:
                found = self._looked_up(waiting)
                left = [task for task, done in zip(waiting, found, strict=True) if done is None]
                if left and not self._has_room(left):
                    break
                known += filter(None, found)
                yield from self._begin(left)
                waiting = next(tasks, ())
            # the children have work again before this waits for the disk
            if self._seconds_left() <= 0 or self._free == self._jobs or len(settled) >= _MOST_SETTLED:
                yield from self._keep(settled, ran=True)
                settled.clear()
            yield from self._keep(known, ran=False)
            if self._free < self._jobs:
                settled += self._collect(0.0 if known else self._patience(waiting, bool(settled)))

    def _begin(self, batch: Sequence[GradingTask]) -> Iterator[ClassEvent]:
        """Start a batch, which takes the slots of its last task until that is done."""
        if batch:
            self._free -= batch[-1].slots
            self._running.update(dict.fromkeys((task.same for task in batch), time.monotonic()))
            self._pool.submit(self._work_on, [*(replace(task, slots=0) for task in batch[:-1]), batch[-1]])
            yield from (Begun(task.key.student, task.key.exercise) for task in batch)

    def _has_room(self, batch: Sequence[GradingTask]) -> bool:
        """Return whether a batch may start; those by hand queue up a little, so that no worker waits for a commit."""
        if any(self._seconds_held(task) > 0 for task in batch):
            return False  # an identical file runs right now: its result may do for both
        ahead = max(1, _AHEAD // len(batch)) * self._jobs if batch[0].lesson.exercise.needs is Needs.NUMPY else 0
        return self._free + ahead >= batch[-1].slots

    def _seconds_held(self, task: GradingTask) -> float:
        """Return how long a task still waits for an identical file's result: a late one may be uncertain."""
        began = self._running.get(task.same)
        if began is None or task.source.problem or task.same in self._uncertain:
            return 0.0
        return max(0.0, began + _PATIENCE - time.monotonic())

    def _patience(self, waiting: Sequence[GradingTask], has_settled: bool) -> float | None:
        """Seconds to wait for a result before there is something else to do; None: as long as it takes."""
        seconds = [self._seconds_left()] if has_settled else []
        seconds += filter(None, map(self._seconds_held, waiting))
        return min(seconds, default=None)

    def _looked_up(self, batch: Sequence[GradingTask]) -> Sequence[_Done | None]:
        """Return what is known of each task of a batch that waits: looked up once, and again when more is known."""
        if self._last_looked_up is None or self._last_looked_up[0] is not batch:
            found = self._gradebook.same_sources(task.key for task in batch)
            self._last_looked_up = batch, [self._known(*one) for one in zip(batch, found, strict=True)]
        return self._last_looked_up[1]

    def _known(self, task: GradingTask, found: tuple[bool, ExerciseResult | None]) -> _Done | None:
        is_own, same = found
        if is_own:
            return _Done(task)
        if task.source.problem:
            return None  # nothing ran, so there is nothing that an identical file could lend
        return _Done(task, same) if same is not None and can_be_lent(same) else None

    def _work_on(self, batch: Sequence[GradingTask]) -> None:
        right: Mapping[str, ExerciseResult] = {}
        if self._together is not None and len(batch) > 1:
            with contextlib.suppress(Exception):  # whatever fails here fails again, and is told, where each runs alone
                files = [(task.lesson, task.source) for task in batch]
                right = self._together(files, self._seed, self._sandbox, self._cancelled)
        for task in batch:
            if self._cancelled.is_set():
                self._finished.put(_Done(task))
            elif task.lesson.name in right:
                self._finished.put(_Done(task, right[task.lesson.name], outcomes=b""))
            else:
                self._work(task)

    def _work(self, task: GradingTask) -> None:
        result, outcomes = None, b""
        try:
            for event in self._grade(task.lesson, task.source, self._seed, self._sandbox, self._cancelled):
                if isinstance(event, Finished):
                    result = event.result
                    outcomes = packed(event.outcomes) if event.outcomes and self._keeps_sources else b""
            stopped = self._cancelled.is_set()
            reason = "" if result or stopped else "it ended without a result"
            if result is not None and may_be_the_machines_fault(task.lesson, result):
                reason, result = self._starved_once_more(task, result), None
            # a run that was interrupted says nothing about the student's file
            self._finished.put(_Done(task, None if stopped else result, reason, outcomes))
        except Exception as error:
            first = (str(error).splitlines() or [""])[0]
            self._finished.put(_Done(task, None, f"{type(error).__name__}: {first}".rstrip(": ")))

    def _starved_once_more(self, task: GradingTask, result: ExerciseResult) -> str:
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
        self._last_looked_up = None
        if ran:
            for done in settled:
                self._running.pop(done.task.same, None)
                if done.result is not None and not can_be_lent(done.result):
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
    together: Together | None = None,
) -> Generator[ClassEvent, None, None]:
    """Grade every exercise of every submission that `gradebook` does not know yet, `jobs` at a time.

    `gradebook` has begun with `plan`, and keeps the files too where `keep_sources`. A file identical to one already
    graded takes its result without a run. With `together` what is done by hand goes first to it, a student at a time.
    """
    work = _Class(plan.seed, jobs, sandbox, gradebook, grade, keep_sources, together)
    yield from work.run(batches(submissions, lessons, plan, jobs, together=together is not None))
