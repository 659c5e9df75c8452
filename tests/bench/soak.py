"""Thirty students at once on one machine, each with a UI's memory and a sandbox of their own.

Each runs a by-hand exercise every two seconds; every ten seconds one more begins a training. Counts what was lost.
"""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

from grader.core.lessons import find
from tests.bench.handed_in import by_hand, write_submission
from tests.bench.memory import Memory, available, held_by
from tests.bench.row import Row, milliseconds
from tests.bench.settings import Settings
from tests.bench.soak_student import TRAINING, Verdict
from tests.bench.timed import PYTHON, ROOT, p50, p95

_STUDENTS = 30
_NAME = f"{_STUDENTS} students"
_BETWEEN_TRAININGS = 10.0
_LOOK_SECONDS = 2.0
_LONGEST_END = 300.0
_MOST = 24 << 30


class _Student:
    """One process. `say` lets it go on."""

    def __init__(self, folder: Path, number: int, seconds: float) -> None:
        write_submission(folder, [*by_hand(), find(TRAINING)], number)
        # the second of each ten, so that the first training meets everybody at work
        words = [str(folder), str(seconds), str(1 + number * _BETWEEN_TRAININGS)]
        self._answer = folder / "answer"
        with self._answer.open("wb") as answer:
            self.process = subprocess.Popen(
                [PYTHON, "-m", "tests.bench.soak_student", *words], cwd=ROOT, stdin=subprocess.PIPE, stdout=answer
            )

    def lines(self) -> list[str]:
        """What it has said so far. Raises RuntimeError where it has died."""
        if self.process.poll() not in (None, 0):
            raise RuntimeError(f"a student's process ended with {self.process.returncode}")
        return self._answer.read_text(encoding="utf-8").splitlines()

    def say(self, word: str) -> None:
        """Send a line."""
        assert self.process.stdin is not None
        self.process.stdin.write(f"{word}\n".encode())
        self.process.stdin.flush()

    def end(self) -> None:
        """Make sure that nothing is left."""
        if self.process.stdin is not None:
            self.process.stdin.close()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def _wait(students: Sequence[_Student], lines: int, longest: float) -> tuple[Memory, int]:
    """Until each has said so many lines; the most memory seen meanwhile, and the least that was available."""
    deadline, most, least = time.monotonic() + longest, Memory(), available()
    while any(len(student.lines()) < lines for student in students):
        if time.monotonic() > deadline:
            raise TimeoutError("the soak did not come to its end")
        time.sleep(_LOOK_SECONDS)
        now = held_by([student.process.pid for student in students])
        most = max(most, now, key=lambda memory: memory.total)
        least = min(least, available())
    return most, least


def _verdicts(student: _Student) -> list[Verdict]:
    return [(exercise, seconds, right) for exercise, seconds, right in json.loads(student.lines()[-1])]


def _alone(settings: Settings) -> tuple[float, int]:
    """One student, before the others come: p95 of the warm verdicts by hand, and bytes without torch."""
    student = _Student(settings.folder / "soak-alone", 0, 15.0)
    try:
        _wait([student], 1, _LONGEST_END)
        held = held_by([student.process.pid])
        student.say("go")
        _wait([student], 2, _LONGEST_END)
        times = [seconds for exercise, seconds, _ in _verdicts(student) if exercise != TRAINING]
        return p95(times), held.total - held.torch
    finally:
        student.end()


def measure(settings: Settings) -> list[Row]:
    """All at once, for the time that was asked for."""
    beside, held = _alone(settings)
    before = available()
    students: list[_Student] = []
    try:
        for number in range(_STUDENTS):
            students.append(_Student(settings.folder / f"soak-{number}", number, settings.seconds))
        _wait(students, 1, _LONGEST_END)
        for student in students:
            student.say("go")
        most, least = _wait(students, 2, settings.seconds + _LONGEST_END)
        verdicts = [verdict for student in students for verdict in _verdicts(student)]
    finally:
        for student in students:
            student.end()
    return _rows(verdicts, most, before - least, beside, held)


def _rows(verdicts: Sequence[Verdict], most: Memory, taken: int, beside: float, held: int) -> list[Row]:
    times = [seconds for exercise, seconds, _ in verdicts if exercise != TRAINING]
    trainings = [seconds for exercise, seconds, _ in verdicts if exercise == TRAINING]
    lost = sum(not right for _, _, right in verdicts)
    budget, thirty = "<= 24 GiB", f"{_STUDENTS} times one alone {_gib(_STUDENTS * held)}"
    # those without a torch server would share its code, so this is the most that it can come to
    all_trained = most.total + (most.torch // max(1, most.torch_servers)) * (_STUDENTS - most.torch_servers)
    alone = "one student alone, p95"
    servers = f"{most.torch_servers} torch servers"
    return [
        Row(f"{_NAME}: memory, {servers}", most.total, _gib(most.total), _STUDENTS * held, thirty, _MOST, 0, budget),
        Row(f"{_NAME}: gone from MemAvailable", taken, _gib(taken), most.total, f"held {_gib(most.total)}"),
        Row(f"{_NAME}: memory, had all trained", all_trained, _gib(all_trained), most.total, "now", _MOST, 0, budget),
        milliseconds(f"{_NAME}: verdict by hand, p50", p50(times), beside, alone),
        milliseconds(f"{_NAME}: verdict by hand, p95", p95(times), beside, alone, 1.0, "p95"),
        milliseconds(f"{_NAME}: training, slowest of {len(trainings)}", max(trainings, default=0.0), 0.0, ""),
        Row(f"{_NAME}: lost or wrong", lost, f"{lost} of {len(verdicts)}", len(verdicts), "verdicts", 0, None, "0"),
    ]


def _gib(count: float) -> str:
    return f"{count / 2**30:.2f} GiB"
