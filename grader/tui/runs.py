"""Runs under way: each a thread that hands events on, and can be cancelled.

Which grader answers is the `pipeline`'s affair.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from grader.core.lessons import Lesson
from grader.core.results import Event, Finished, Progress
from grader.core.source import SourceFile

Grade = Callable[[Lesson, SourceFile, threading.Event], Iterator[Event]]
"""Grades one file until done or cancelled."""

_NEWS_SECONDS = 0.25
"""At most four reports a second reach the screen, however many a training loop sends."""


@dataclass
class Run:
    """One exercise being run: what is known of it so far."""

    lesson: Lesson
    cancelled: threading.Event = field(default_factory=threading.Event)
    fraction: float = 0.0
    text: str = ""
    losses: list[float] = field(default_factory=list)
    first: tuple[float, float] | None = None
    """When the first report came, and its fraction: only from there on is there a pace."""

    def hear(self, news: Progress) -> None:
        """Take in a report."""
        self.fraction = min(max(news.fraction, self.fraction), 1.0)
        self.first = self.first or (time.monotonic(), self.fraction)
        self.text = news.text or self.text
        if news.loss is not None:
            self.losses.append(news.loss)

    @property
    def live(self) -> bool:
        """Whether it reports progress, and so deserves a bar."""
        return self.first is not None

    @property
    def seconds_left(self) -> float | None:
        """From the pace so far; None before there is one."""
        if self.first is None:
            return None
        spent, done = time.monotonic() - self.first[0], self.fraction - self.first[1]
        return spent / done * (1 - self.fraction) if done > 0.01 and spent > 0.5 else None


@dataclass(frozen=True)
class News:
    """What a run tells the screen: that it began or got on (`result` is None), that it is over, or that it failed."""

    run: Run
    finished: Finished | None = None
    digest: str = ""
    failure: str = ""
    over: bool = False


class Runs:
    """Starts and ends runs. `tell` is called from the runs' threads and must be thread-safe."""

    def __init__(self, grade: Grade, tell: Callable[[News], object]) -> None:
        self._grade = grade
        self._tell = tell
        self._lock = threading.Lock()
        self._current: dict[str, Run] = {}
        self._closed = False

    @property
    def current(self) -> dict[str, Run]:
        """Runs under way or waiting, by exercise."""
        with self._lock:
            return dict(self._current)

    def plan(self, lessons: Sequence[Lesson]) -> list[Run]:
        """Note runs about to start; one of the same exercise that is under way is cancelled."""
        with self._lock:
            planned = []
            for lesson in lessons:
                if lesson.name in self._current:
                    self._current[lesson.name].cancelled.set()
                self._current[lesson.name] = Run(lesson)
                planned.append(self._current[lesson.name])
            return planned

    def work(self, planned: Sequence[Run], source: Callable[[Lesson], SourceFile]) -> None:
        """Run them one after the other, in the thread that calls this."""
        for run in planned:
            if not self._closed and not run.cancelled.is_set():
                self._run(run, source(run.lesson))
            with self._lock:
                if self._current.get(run.lesson.name) is run:
                    del self._current[run.lesson.name]
            self._tell(News(run, over=True))

    def _run(self, run: Run, source: SourceFile) -> None:
        told = 0.0
        try:
            for event in self._grade(run.lesson, source, run.cancelled):
                if run.cancelled.is_set():
                    return
                if isinstance(event, Finished):
                    self._tell(News(run, finished=event, digest=source.digest))
                    continue
                if isinstance(event, Progress):
                    run.hear(event)
                if time.monotonic() - told >= _NEWS_SECONDS:
                    told = time.monotonic()
                    self._tell(News(run))
        except Exception as error:
            if not run.cancelled.is_set():
                self._tell(News(run, failure=f"{run.lesson.name} could not be run: {error or type(error).__name__}"))

    def cancel(self, lesson: Lesson | None = None) -> list[Run]:
        """Cancel the run of one exercise, or all; return those that were under way."""
        with self._lock:
            chosen = [run for run in self._current.values() if lesson is None or run.lesson is lesson]
            for run in chosen:
                run.cancelled.set()
            return chosen

    def close(self) -> None:
        """Cancel everything, and start nothing more."""
        self._closed = True
        self.cancel()
