"""Shows how far a class is, on standard error: a live line in a terminal, a plain line now and then elsewhere.

Owns counting and estimating: from what ran, never from a guess. Standard output belongs to the report.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Sequence
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn

from grader.classroom.report.table import fit
from grader.classroom.schedule import Begun, ClassEvent, Failed, Graded
from grader.core.lessons import Lesson
from grader.core.text import one_line

_PLAIN_EVERY = 10.0


def spoken(seconds: float) -> str:
    """Return a duration as people say it: 40 s, 12 min, 3 h 05 min."""
    whole = max(0, round(seconds))
    if whole < 60:
        return f"{whole} s"
    minutes = round(whole / 60)
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60:02} min"


class Tally:
    """What is done and what is left of a class."""

    def __init__(self, students: int, lessons: Sequence[Lesson], jobs: int) -> None:
        self._jobs = jobs
        self._per_student = len(lessons)
        self._left = Counter({lesson.name: students for lesson in lessons})
        self._slots = {lesson.name: min(lesson.exercise.threads, jobs) for lesson in lessons}
        self._spent: dict[str, list[float]] = {lesson.name: [0, 0.0] for lesson in lessons}
        self._open: Counter[str] = Counter()
        self.students, self.finished, self.ran, self.failed = students, 0, 0, 0
        self.total, self.done = students * len(lessons), 0
        self.running: dict[tuple[str, str], None] = {}
        if not lessons:
            self.finished = students

    def count(self, event: ClassEvent) -> None:
        """Take one event in."""
        where = (event.student, event.exercise)
        if isinstance(event, Begun):
            self.running[where] = None
            return
        self.running.pop(where, None)
        self.done += 1
        self._left[event.exercise] -= 1
        self._open[event.student] += 1
        if self._open[event.student] == self._per_student:
            self.finished += 1
        if isinstance(event, Failed):
            self.failed += 1
        if isinstance(event, Graded) and event.ran:
            self.ran += 1
            runs = self._spent[event.exercise]
            runs[0] += 1
            runs[1] += event.seconds

    def seconds_left(self, elapsed: float = 0.0) -> float:
        """Return how long what is left will take, from what students' own code has taken so far, by exercise.

        What the `elapsed` seconds hold besides (judging, explaining wrong answers) is shared out over the runs.
        An exercise that has run for nobody yet counts as nothing.
        """
        own = sum(self._slots[name] * spent for name, (_, spent) in self._spent.items())
        beside = max(0.0, elapsed * self._jobs - own) / max(self.ran, 1)
        total = 0.0
        for name, left in self._left.items():
            runs, spent = self._spent[name]
            total += left * (self._slots[name] * spent / runs + beside) if runs else 0.0
        return total / self._jobs

    def time_left(self, elapsed: float = 0.0) -> str:
        """Return how long what is left will take, as people say it: "more than" where an exercise is still to come.

        Nothing where nothing is known of what is left.
        """
        to_come = [name for name, left in self._left.items() if left and not self._spent[name][0]]
        if to_come and self.seconds_left() < 1:
            return ""
        return f"{'more than ' if to_come else ''}{spoken(self.seconds_left(elapsed))} left"


class ClassProgress:
    """Draws a tally while a class is graded."""

    def __init__(self, tally: Tally, console: Console, clock: Callable[[], float] = time.monotonic) -> None:
        self._tally, self._console, self._clock = tally, console, clock
        self._start = self._last = clock()
        self._live: Progress | None = None
        if console.is_terminal:
            self._live = Progress(
                BarColumn(20),
                TextColumn("{task.description}", markup=False),  # it names students
                console=console,
                transient=True,
                refresh_per_second=5,
            )
            self._task = self._live.add_task("", total=max(tally.total, 1))

    def __enter__(self) -> Self:
        if self._live:
            self._live.start()
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        if self._live:
            self._live.stop()

    def show(self, event: ClassEvent) -> None:
        """Take one event in and draw."""
        self._tally.count(event)
        if self._live:
            self._live.update(self._task, completed=self._tally.done, description=self._line(running=True))
        elif self._clock() - self._last >= _PLAIN_EVERY:
            self._last = self._clock()
            self._console.print(self._line(running=False), markup=False, highlight=False, soft_wrap=True)

    def _line(self, *, running: bool) -> str:
        tally, elapsed = self._tally, max(self._clock() - self._start, 1e-3)
        rate = tally.done / max(len(tally._left), 1) / elapsed
        parts = [
            f"{tally.finished} of {tally.students} submissions",
            *([] if running else [f"{tally.done} of {tally.total} exercises"]),  # where there is no bar to show it
            f"{rate:.1f} submissions/s" if rate >= 1 else f"{rate * 60:.1f} submissions/min",
            *filter(None, [tally.time_left(elapsed)]),
        ]
        if running and tally.running:
            now = ", ".join(f"{one_line(student)} {exercise}" for student, exercise in list(tally.running)[:3])
            used = sum(len(part) + 3 for part in parts) + 22
            parts.append(fit(now, max(self._console.width - used, 12)))
        return " · ".join(parts)
