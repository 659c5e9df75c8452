"""Runs the grader for a sitting: one sandbox, each run in a thread, told as it goes on.

The sandbox is imported and started when it is first needed: nothing waits for it before.
"""

from __future__ import annotations

import contextlib
import gc
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from grader.core.lessons import CourseError, Lesson
from grader.core.results import Event, ExerciseResult, Finished, Progress
from grader.core.source import SourceFile

if TYPE_CHECKING:
    from grader.sandbox.parent.client import Sandbox
    from grader.sandbox.parent.jobs import ProbeNews
    from grader.student.experiments import Shown, UsedFile

Grade = Callable[[Lesson, SourceFile, int, "Sandbox", threading.Event | None], Iterator[Event]]
"""`grade_exercise`, or what a test puts in its place."""

_NEWS_SECONDS = 0.25
"""At most four reports a second reach the screen, however many a training loop sends."""


@dataclass
class Run:
    """One exercise being run: what is known of it so far, and in the end its result or why there is none."""

    lesson: Lesson
    cancelled: threading.Event = field(default_factory=threading.Event)
    started: float | None = None
    """On the monotonic clock; None while it waits for others."""
    fraction: float = 0.0
    text: str = ""
    losses: list[float] = field(default_factory=list)
    first: tuple[float, float] | None = None
    """When the first report came, and its fraction: only from there on is there a pace."""
    result: ExerciseResult | None = None
    digest: str = ""
    failure: str = ""

    def hear(self, news: Progress) -> None:
        """Take in a report."""
        self.fraction = min(max(news.fraction, self.fraction), 1.0)
        self.first = self.first or (time.monotonic(), self.fraction)
        self.text = news.text or self.text
        if news.loss is not None:
            self.losses.append(news.loss)

    @property
    def live(self) -> bool:
        """Return whether it reports progress, and so deserves a bar."""
        return self.first is not None

    @property
    def seconds(self) -> float:
        """Return how long it has been running: what cancelling it would cost."""
        return time.monotonic() - self.started if self.started is not None else 0.0

    @property
    def seconds_left(self) -> float | None:
        """Return the seconds that are left, from the pace so far; None before there is one."""
        if self.first is None:
            return None
        spent, done = time.monotonic() - self.first[0], self.fraction - self.first[1]
        return spent / done * (1 - self.fraction) if done > 0.01 and spent > 0.5 else None


class Runs:
    """Starts and ends runs. `tell(run, over)` is called from the runs' threads and must be thread-safe."""

    def __init__(
        self,
        tell: Callable[[Run, bool], object],
        grade: Grade | None = None,
        sandbox: Sandbox | None = None,
        secret: Callable[[], bytes | None] = lambda: None,
    ) -> None:
        self._tell, self._secret = tell, secret
        self._grade = grade
        self._sandbox = sandbox
        self._lock = threading.Lock()
        self._current: dict[str, Run] = {}
        self._closed = self._settled = False

    @property
    def current(self) -> dict[str, Run]:
        """Return runs under way or waiting, by exercise."""
        with self._lock:
            return dict(self._current)

    @property
    def waiting(self) -> list[Run]:
        """Return runs that have not begun."""
        return [run for run in self.current.values() if run.started is None]

    # --- running -----------------------------------------------------------------------------------------------------

    def line_up(self, lessons: Sequence[Lesson]) -> list[Run]:
        """Note runs about to start; one of the same exercise that is under way is cancelled."""
        with self._lock:
            lined_up = []
            for lesson in lessons:
                if lesson.name in self._current:
                    self._current[lesson.name].cancelled.set()
                self._current[lesson.name] = Run(lesson)
                lined_up.append(self._current[lesson.name])
            return lined_up

    def work(self, lined_up: Sequence[Run], source: Callable[[Lesson], SourceFile]) -> None:
        """Run them one after the other, in the thread that calls this."""
        for run in lined_up:
            if not self._closed and not run.cancelled.is_set():
                self._run(run, source(run.lesson))
            with self._lock:
                if self._current.get(run.lesson.name) is run:
                    del self._current[run.lesson.name]
            self._tell(run, True)

    def _run(self, run: Run, source: SourceFile) -> None:
        run.started, run.digest = time.monotonic(), source.digest
        told = 0.0
        try:
            for event in self._events(run, source):
                if run.cancelled.is_set():
                    return
                if isinstance(event, Finished):
                    run.result = event.result
                    continue
                if isinstance(event, Progress):
                    run.hear(event)
                if time.monotonic() - told >= _NEWS_SECONDS:
                    told = time.monotonic()
                    self._tell(run, False)
        except Exception as error:
            if not run.cancelled.is_set():
                run.failure = f"could not be run: {error or type(error).__name__}"

    def _events(self, run: Run, source: SourceFile) -> Iterator[Event]:
        from grader.grading.exercise import PRACTICE_SEED, grade_exercise

        sandbox = self._opened()
        if sandbox is not None:
            grade = self._grade or partial(grade_exercise, secret=self._secret())
            yield from grade(run.lesson, source, PRACTICE_SEED, sandbox, run.cancelled)

    def experiment(
        self, name: str, files: tuple[UsedFile, ...], cancelled: threading.Event
    ) -> Iterator[ProbeNews | Shown]:
        """Yield what an experiment has to tell, in the thread that calls this. Raises ExperimentError."""
        from grader.student.experiments import run

        sandbox = self._opened()
        if sandbox is not None:
            yield from run(name, files, sandbox, cancelled)

    def cancel(self, chosen: Sequence[Run]) -> None:
        """Cancel runs, under way or waiting."""
        for run in chosen:
            run.cancelled.set()

    # --- the sandbox -------------------------------------------------------------------------------------------------

    def _opened(self) -> Sandbox | None:
        from grader.sandbox.parent.client import Sandbox  # before the lock: whoever asks what runs would wait for it

        with self._lock:
            if self._sandbox is None and not self._closed:
                self._sandbox = Sandbox()
            return None if self._closed else self._sandbox

    def prepare(self, lesson: Lesson) -> None:
        """Start what an exercise needs, and make what a verdict is compared with, ahead of need."""
        from grader.grading.exercise import PRACTICE_SEED, prepare
        from grader.sandbox.parent.client import SandboxError

        sandbox = self._opened()
        if sandbox is None or self._grade is not None:
            return
        # a run meets the same problem, and says so
        with contextlib.suppress(SandboxError, CourseError):
            sandbox.warm(lesson.exercise.needs)
            prepare(lesson, PRACTICE_SEED, sandbox, self._secret())
        self._settle()

    def _settle(self) -> None:
        """Leave what was imported for the first verdict out of the search for garbage: a key would wait for it."""
        if not self._settled:
            self._settled = True
            gc.collect(1)
            gc.freeze()

    def let_go(self) -> None:
        """Cancel everything, begin the end of every server and child, and start none again."""
        with self._lock:
            self._closed = True
            sandbox = self._sandbox
        self.cancel(list(self.current.values()))
        if sandbox is not None:
            sandbox.let_go()

    def close(self) -> None:
        """Do the same, and wait until they are gone."""
        self.let_go()
        if self._sandbox is not None:
            self._sandbox.close()
