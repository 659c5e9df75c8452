"""One student of the soak, in a process of their own with what a UI holds: a by-hand verdict every two seconds.

    python -m tests.bench.soak_student FOLDER SECONDS TRAIN_AT

Says "ready" once warm, begins at a line on standard input, and answers one JSON list: (exercise, seconds, right).
"""

from __future__ import annotations

import json
import random
import sys
import time
from pathlib import Path

import grader.tui.app  # noqa: F401  # a UI is in memory beside each sandbox
from grader.core.lessons import Lesson, find
from grader.core.results import Finished
from grader.core.source import read_source
from grader.grading.exercise import PRACTICE_SEED, grade_exercise
from grader.sandbox.parent.client import Sandbox
from tests.bench.handed_in import by_hand

EVERY_SECONDS = 2.0
TRAINING = "training"
Verdict = tuple[str, float, bool]


def _verdict(folder: Path, lesson: Lesson, sandbox: Sandbox) -> Verdict:
    start = time.perf_counter()
    right = False
    try:
        for event in grade_exercise(lesson, read_source(folder, lesson.file_name), PRACTICE_SEED, sandbox):
            if isinstance(event, Finished):
                right = event.result.score == lesson.exercise.max_score
    except Exception as error:  # counted as lost
        print(f"{lesson.name}: {error}", file=sys.stderr)
    return lesson.name, time.perf_counter() - start, right


def _sitting(folder: Path, seconds: float, train_at: float, sandbox: Sandbox) -> list[Verdict]:
    verdicts: list[Verdict] = []
    begun = time.monotonic()
    trained = False
    due = random.random() * EVERY_SECONDS
    while due < seconds:
        time.sleep(max(0.0, begun + due - time.monotonic()))
        if not trained and due >= train_at:
            trained = True
            verdicts.append(_verdict(folder, find(TRAINING), sandbox))
        verdicts.append(_verdict(folder, by_hand()[len(verdicts) % len(by_hand())], sandbox))
        due = max(due + EVERY_SECONDS, time.monotonic() - begun)
    return verdicts


def main() -> None:
    """Warm up, wait, sit, answer."""
    folder, seconds, train_at = Path(sys.argv[1]), float(sys.argv[2]), float(sys.argv[3])
    with Sandbox() as sandbox:
        alone = [_verdict(folder, lesson, sandbox) for lesson in by_hand()]
        print("ready", flush=True)
        if sys.stdin.readline():
            alone = _sitting(folder, seconds, train_at, sandbox)
        print(json.dumps(alone), flush=True)
        sys.stdin.readline()  # the servers stay until all have finished: memory is of everything at once


if __name__ == "__main__":
    main()
