"""Where the processor's time of one exercise in a class goes, from the fork to the gradebook.

Grades a class on one worker in this process, with a server that notes its stages. What the notes themselves cost is in
the stages: the shares count here, the rate is `throughput`'s.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

from grader.classroom import schedule
from grader.classroom.gradebook.roll import ClassPlan, Enrolled, Planned
from grader.classroom.gradebook.store import Gradebook
from grader.classroom.intake.submission import Submission
from grader.grading import exercise, together
from grader.grading.reference import version_of
from grader.sandbox.parent import launch, listener, warm
from grader.sandbox.parent.client import Sandbox
from tests.bench import stages
from tests.bench.handed_in import by_hand, write_class
from tests.bench.row import Row
from tests.bench.settings import Settings
from tests.bench.timed import ROOT

STUDENTS = 42
_SEED = 0


class _Parent:
    """This process's time by what it does, over all threads."""

    def __init__(self) -> None:
        self.nanoseconds: Counter[str] = Counter()

    def around(self, stage: str, real: Callable[..., Any]) -> Callable[..., Any]:
        """A function that notes its time."""

        def noted(*args: Any, **kwargs: Any) -> Any:
            begun = time.thread_time_ns()
            try:
                return real(*args, **kwargs)
            finally:
                self.nanoseconds[stage] += time.thread_time_ns() - begun

        return noted

    def over(self, stage: str, real: Callable[..., Iterator[Any]]) -> Callable[..., Iterator[Any]]:
        """A generator that notes its time, without that of whoever reads it."""

        def noted(*args: Any, **kwargs: Any) -> Iterator[Any]:
            found = real(*args, **kwargs)
            step = self.around(stage, lambda: next(found, self))
            while (one := step()) is not self:
                yield one

        return noted


@contextmanager
def _noted(parent: _Parent, file: Path) -> Iterator[None]:
    start = launch._started
    code = f"import sys; sys.path.insert(0, {str(ROOT)!r}); from tests.bench.stages import main; main({str(file)!r})"

    def started(command: list[str], *descriptors: int) -> Any:
        if "torch" in command:
            return start(command, *descriptors)
        at = command.index("-m")
        return start([*command[:at], "-c", code, *command[at + 2 :]], *descriptors)

    with (
        mock.patch.object(launch, "_started", started),
        mock.patch.object(warm.WarmServer, "request", parent.around("ask", warm.WarmServer.request)),
        mock.patch.object(listener.Listener, "listen", parent.over("listen", listener.Listener.listen)),
        mock.patch.object(exercise, "_assess", parent.around("judge", exercise._assess)),
        mock.patch.object(together, "_are_right", parent.around("judge", together._are_right)),
        mock.patch.object(schedule._Class, "_keep", parent.over("keep", schedule._Class._keep)),
    ):
        yield


def _graded(folder: Path, sandbox: Sandbox, gradebook: Gradebook) -> int:
    """Grade every submission of a folder; how many exercises."""
    lessons = by_hand()
    planned = tuple(Planned(one.name, one.name, version_of(one), one.exercise.max_score) for one in lessons)
    plan = ClassPlan(_SEED, planned, "bench")
    handed_in = [Submission(path.name, path) for path in sorted(folder.iterdir())]
    gradebook.begin(plan, [Enrolled(one.student) for one in handed_in])
    events = schedule.grade_class(
        handed_in, lessons, plan, 1, sandbox, gradebook, exercise.grade_exercise, together=together.right_together
    )
    return sum(isinstance(event, schedule.Graded) and event.ran for event in events)


def measure(settings: Settings) -> list[Row]:
    """One row a stage: milliseconds of processor time an exercise."""
    file, parent = settings.folder / "stages", _Parent()
    file.write_bytes(bytes(stages.SIZE))
    folder = settings.folder / "split"
    with _noted(parent, file), Sandbox(at_once=1) as sandbox, Gradebook(folder / "book") as gradebook:
        _graded(write_class(folder / "warm-up", by_hand(), 2), sandbox, gradebook)
        before, begun = memoryview(file.read_bytes()).cast("q"), time.process_time_ns()
        parent.nanoseconds.clear()
        count = _graded(write_class(folder / "class", by_hand(), STUDENTS), sandbox, gradebook)
        after, spent = memoryview(file.read_bytes()).cast("q"), time.process_time_ns() - begun
    found = {name: after[at] - before[at] for at, name in enumerate(stages.STAGES)}
    # what the system says that a child took, and the child itself did not note, it spent on dying
    found["exit"] -= sum(found[name] for name in stages.STAGES if name not in ("exit", "server"))
    whole = {**found, **parent.nanoseconds, "rest of the parent": spent - parent.nanoseconds.total()}
    faults = (after[stages.FAULTS] - before[stages.FAULTS]) / count
    children = after[stages.RUNS] - before[stages.RUNS]
    rows = [_row(name, nanoseconds / count) for name, nanoseconds in whole.items()]
    return [
        *rows,
        _row("together", sum(whole.values()) / count, f"{faults:.0f} page faults, {children / count:.2f} children"),
    ]


def _row(stage: str, nanoseconds: float, told: str = "") -> Row:
    return Row(f"an exercise in a class: {stage}", nanoseconds, f"{nanoseconds / 1e6:.2f} ms", 0.0, told)
