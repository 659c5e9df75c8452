"""The grader behind the screens, imported and started when first needed: the first picture does not wait for it."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from grader.core.lessons import Lesson
from grader.core.results import Event
from grader.core.source import SourceFile

if TYPE_CHECKING:
    from grader.sandbox.parent.client import Sandbox

Grade = Callable[[Lesson, SourceFile, int, "Sandbox", threading.Event | None], Iterator[Event]]
"""`grade.grade_exercise`, or what a test puts in its place."""


class Pipeline:
    """One sandbox for the whole sitting. Thread-safe."""

    def __init__(self, grade: Grade | None = None, sandbox: Sandbox | None = None) -> None:
        self._grade = grade
        self._sandbox = sandbox
        self._lock = threading.Lock()
        self._closed = False

    def _opened(self) -> Sandbox | None:
        with self._lock:
            if self._sandbox is None and not self._closed:
                from grader.sandbox.parent.client import Sandbox

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
        with contextlib.suppress(SandboxError):
            sandbox.warm(lesson.exercise.needs)
            prepare(lesson, PRACTICE_SEED, sandbox)

    def events(self, lesson: Lesson, source: SourceFile, cancelled: threading.Event) -> Iterator[Event]:
        """Grade one file on the seed that students practise on."""
        from grader.grading.exercise import PRACTICE_SEED, grade_exercise

        sandbox = self._opened()
        if sandbox is not None:
            yield from (self._grade or grade_exercise)(lesson, source, PRACTICE_SEED, sandbox, cancelled)

    def close(self) -> None:
        """End every server and child, and start none again."""
        with self._lock:
            self._closed = True
            sandbox = self._sandbox
        if sandbox is not None:
            sandbox.close()
