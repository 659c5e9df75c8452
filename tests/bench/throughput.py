"""A class through `cnn-exercises grade`: submissions a second, and what is spent beyond the students' own compute.

Beside a loop of pytest over the same files: a sample of whole submissions, as a course would run it today.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from grader.core.lessons import Lesson, find
from tests.bench.handed_in import by_hand, style, write_class
from tests.bench.own_compute import own_compute
from tests.bench.pytest_files import pytest_seconds
from tests.bench.row import Row, milliseconds
from tests.bench.settings import Settings
from tests.bench.timed import PROGRAM, p50, run

_STUDENTS = {1: 42, 2: 84}
"""How many are graded by how many workers."""
_WITH_TORCH = 30
_SAMPLE = 2
_SEED = 0


def graded_seconds(folder: Path, chosen: Sequence[Lesson], output: Path, jobs: int) -> float:
    """Grade a class folder as an instructor does, from start to prompt."""
    names = [word for lesson in chosen for word in ("--exercise", lesson.name)]
    command = [PROGRAM, "grade", "--student", folder, "--jobs", str(jobs), "--output", output, "--format", "csv"]
    return run([*command, *names])


def own_seconds(chosen: Sequence[Lesson], students: int) -> float:
    """The students' own compute together: each style once, counted as often as it is handed in."""
    handed_in = [(lesson.name, style(lesson, student)) for student in range(students) for lesson in chosen]
    files = sorted(set(handed_in))
    seconds = dict(zip(files, own_compute(files, _SEED), strict=True))
    return sum(seconds[file] for file in handed_in)


def _class(settings: Settings, chosen: Sequence[Lesson], students: int, jobs: int) -> tuple[float, float]:
    """Seconds of the class, and seconds of overhead an exercise: starting up counts in the first alone."""
    folder = settings.folder / f"class-{chosen[0].name}-{jobs}"
    for few in ("warm-up", "start"):
        started = graded_seconds(write_class(folder / few, chosen, jobs), chosen, folder / f"report-{few}", jobs)
    seconds = graded_seconds(write_class(folder / "class", chosen, students), chosen, folder / "report", jobs)
    own = own_seconds(chosen, students) - own_seconds(chosen, jobs)
    return seconds, ((seconds - started) * jobs - own) / ((students - jobs) * len(chosen))


def measure(settings: Settings) -> list[Row]:
    """The thirteen by-hand exercises on one and two workers; the ConvNet on two."""
    chosen = by_hand()
    sample = [[(lesson, style(lesson, student)) for lesson in chosen] for student in range(_SAMPLE)]
    folder = settings.folder / "pytest-loop"
    loop = p50([pytest_seconds(folder / str(number), graded, _SEED) for number, graded in enumerate(sample)])
    rows = []
    for jobs, students in _STUDENTS.items():
        seconds, beyond = _class(settings, chosen, students, jobs)
        rate, workers = students / seconds, f"{jobs} worker{'s' if jobs > 1 else ''}"
        least, budget = (25.0, ">= 25 a second") if jobs == 2 else (None, "")
        one = f"pytest loop {1 / loop:.2f}"
        rows.append(Row(f"submissions a second, {workers}", rate, f"{rate:.1f}", 1 / loop, one, None, least, budget))
        rows.append(milliseconds(f"overhead an exercise, {workers}", beyond, loop / len(chosen), "pytest", 0.005))
    _, beyond = _class(settings, [find("convnet")], _WITH_TORCH, 2)
    rows.append(milliseconds("overhead an exercise, torch, 2 workers", beyond, loop, "pytest", 0.040))
    return rows
