"""A failing verdict by hand, explanation included: the first time a wrong answer is seen, and once pairs are known."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from grader.core.source import SourceFile
from grader.grading.exercise import PRACTICE_SEED, grade_exercise, prepare
from grader.sandbox.parent.client import Sandbox
from tests.bench.handed_in import by_hand
from tests.bench.row import Row, milliseconds
from tests.bench.settings import Settings
from tests.bench.timed import p50, p95, seconds_of
from tests.corpus import specimens

FIRST, KNOWN = 0.400, 0.040


def measure(settings: Settings) -> list[Row]:
    """Every wrong file of the corpus by hand, graded twice."""
    rounds: tuple[list[float], list[float]] = [], []
    with Sandbox() as sandbox:
        for lesson in by_hand():
            prepare(lesson, PRACTICE_SEED, sandbox)
            wrong = [one.path for one in specimens(lesson.name) if not one.right]
            for times in rounds:
                for path in wrong:
                    source = SourceFile(Path(settings.folder) / lesson.file_name, path.read_bytes())
                    graded = partial(grade_exercise, lesson, source, PRACTICE_SEED, sandbox)
                    times.append(seconds_of(lambda graded=graded: list(graded())))  # type: ignore[misc]
    first, known = rounds
    return [
        milliseconds("failing verdict, by hand, first, p50", p50(first), 0.0, "", FIRST, "p50"),
        milliseconds("failing verdict, by hand, first, p95", p95(first), 0.0, ""),
        milliseconds("failing verdict, by hand, pairs known, p50", p50(known), 0.0, "", KNOWN, "p50"),
        milliseconds("failing verdict, by hand, pairs known, p95", p95(known), 0.0, ""),
    ]
