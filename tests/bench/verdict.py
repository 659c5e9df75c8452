"""A verdict from a warm sandbox, end to end, less the student's own compute; beside a pytest run of the same checks."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from grader.core.lessons import Lesson, find
from grader.core.results import ExerciseResult, Finished, Status
from grader.core.source import SourceFile
from grader.grading.exercise import PRACTICE_SEED, grade_exercise
from grader.sandbox.parent.client import Sandbox
from tests.bench.handed_in import by_hand, right_files
from tests.bench.own_compute import own_compute
from tests.bench.pytest_files import pytest_seconds
from tests.bench.row import Row, milliseconds
from tests.bench.settings import Settings
from tests.bench.timed import p50, p95, seconds_of

Graded = tuple[Lesson, Path]


def verdict(lesson: Lesson, path: Path, sandbox: Sandbox) -> ExerciseResult:
    """Grade a right file. Raises RuntimeError where it does not pass: a wrong verdict is not worth timing."""
    source = SourceFile(path, path.read_bytes())
    *_, finished = grade_exercise(lesson, source, PRACTICE_SEED, sandbox)
    assert isinstance(finished, Finished)
    if finished.result.status is not Status.PASSED:
        raise RuntimeError(f"{path} is right, yet {finished.result.status}")
    return finished.result


def _overheads(graded: Sequence[Graded], rounds: int, sandbox: Sandbox) -> list[float]:
    own = own_compute([(lesson.name, path) for lesson, path in graded], PRACTICE_SEED)
    for lesson, path in graded:
        verdict(lesson, path, sandbox)
    return [
        seconds_of(lambda lesson=lesson, path=path: verdict(lesson, path, sandbox)) - alone  # type: ignore[misc]
        for _ in range(rounds)
        for (lesson, path), alone in zip(graded, own, strict=True)
    ]


def _fastest(lessons: Sequence[Lesson]) -> list[Graded]:
    """Each with the right file that computes least, so that little has to be taken off."""
    files = [(lesson.name, path) for lesson in lessons for path in right_files(lesson)]
    ranked = sorted(zip(own_compute(files, PRACTICE_SEED), files, strict=True), reverse=True)
    fastest = {exercise: path for _, (exercise, path) in ranked}
    return [(lesson, fastest[lesson.name]) for lesson in lessons]


def measure(settings: Settings) -> list[Row]:
    """By hand over all thirteen exercises, with torch on the ConvNet."""
    hand, torch = _fastest(by_hand()), _fastest([find("convnet")])
    rows = []
    with Sandbox() as sandbox:
        for name, graded, rounds, most in (("by hand", hand, 8, 0.012), ("with torch", torch, 20, 0.045)):
            times = _overheads(graded, rounds, sandbox)
            folder = settings.folder / "pytest" / name.replace(" ", "-")
            beside = min(pytest_seconds(folder, graded[:1], PRACTICE_SEED) for _ in range(2))
            rows.append(milliseconds(f"verdict, warm, {name}, p50", p50(times), beside, "pytest", most, "p50"))
            rows.append(milliseconds(f"verdict, warm, {name}, p95", p95(times), beside, "pytest"))
    return rows
