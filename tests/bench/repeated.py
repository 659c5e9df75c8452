"""Grades one class again and again on a busy machine: a score must not depend on who else is working.

    python -m tests.bench.repeated [--times N] [--students N] [--busy N]

Every grading starts from nothing, beside endless loops in sessions of their own. What is compared are all points and
statuses, check by check, with those of one grading before the loops began. Ends with 1 where any differs.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from grader.core.lessons import Lesson, find
from tests.bench.handed_in import by_hand, style
from tests.bench.timed import PROGRAM, run
from tests.corpus import specimens

_TORCH = ("convnet",)


@contextmanager
def busy(processes: int) -> Iterator[None]:
    """Endless loops, each in a session of its own: Linux shares the processor out by session."""
    command = [sys.executable, "-c", "while True: pass"]
    loops = [subprocess.Popen(command, start_new_session=True) for _ in range(processes)]
    try:
        yield
    finally:
        for loop in loops:
            loop.kill()
            loop.wait()


def _write_class(folder: Path, chosen: Sequence[Lesson], students: int) -> None:
    """Right files and wrong ones, no two equal."""
    for lesson in chosen:
        wrong = [one.path for one in specimens(lesson.name) if not one.right]
        for student in range(students):
            home = folder / f"student-{student:03}"
            home.mkdir(parents=True, exist_ok=True)
            path = wrong[student % len(wrong)] if student % 2 and wrong else style(lesson, student)
            (home / lesson.file_name).write_text(f"# student {student}\n{path.read_text()}")


def scores(report: Path) -> dict[tuple[str, str, str], tuple[str, float]]:
    """Status and points of every check, by student, exercise and check."""
    told: Any = json.loads(report.read_text())
    return {
        (student["student"], exercise["exercise"], check["name"]): (check["status"], check["points"])
        for student in told["students"]
        for exercise in student["exercises"]
        for check in exercise["checks"]
    }


def _graded(folder: Path, chosen: Sequence[Lesson], place: str) -> tuple[float, dict[Any, Any]]:
    """Grade the class into a place of its own; how long it took, and the scores."""
    jobs = str(min(2, len(os.sched_getaffinity(0))))
    command: list[str | Path] = [PROGRAM, "grade", "--student", folder / "class", "--jobs", jobs, "--seed", "7"]
    for lesson in chosen:
        command += ["--exercise", lesson.name]
    seconds = run([*command, "--format", "json", "--output", folder / place])
    return seconds, scores(folder / place / "report.json")


def main() -> int:
    """Grade, compare, print a line for each grading."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.repeated", description="equal scores under load")
    parser.add_argument("--times", type=int, default=10)
    parser.add_argument("--students", type=int, default=12)
    parser.add_argument("--busy", type=int, default=4, help="endless loops beside it")
    arguments = parser.parse_args()
    chosen = [*by_hand(), *(find(name) for name in _TORCH)]
    differing = 0
    with tempfile.TemporaryDirectory(prefix="repeated-") as name:
        folder = Path(name)
        _write_class(folder / "class", chosen, arguments.students)
        seconds, first = _graded(folder, chosen, "quiet")
        print(f"before the loops: {len(first)} checks, {seconds:.0f} s", flush=True)
        with busy(arguments.busy):
            for number in range(1, arguments.times + 1):
                begun = time.monotonic()
                _, now = _graded(folder, chosen, str(number))
                other = [key for key in first.keys() | now.keys() if first.get(key) != now.get(key)]
                differing += len(other)
                print(f"{number:>3}: {time.monotonic() - begun:.0f} s, {len(other)} checks differ", flush=True)
                for key in sorted(other)[:10]:
                    print(f"     {', '.join(key)}: {first.get(key)}, now {now.get(key)}", flush=True)
    points = sum(points for _, points in first.values())
    print(f"{arguments.times} gradings beside {arguments.busy} busy processes, {len(first)} checks, {points:g} points")
    print("all equal" if not differing else f"{differing} checks differ")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
