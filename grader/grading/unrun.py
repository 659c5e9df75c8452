"""Makes the results of files that never ran: missing, not to be loaded, or importing what is not allowed."""

from __future__ import annotations

import importlib.util
from itertools import pairwise

from grader.core.lessons import Lesson, lessons
from grader.core.results import CheckResult, Diagnosis, ExerciseResult, Outcome, OutcomeKind, Status
from grader.core.source import LARGEST_PARSED, SourceFile
from grader.core.text import escaped
from grader.grading.diagnosis.loading import why_not_loaded
from grader.grading.diagnosis.stopped import deepest_line, line_text

_PACKAGES = (
    "torch",
    "torchvision",
    "scipy",
    "pandas",
    "sklearn",
    "cv2",
    "PIL",
    "skimage",
    "tensorflow",
    "keras",
    "jax",
)
"""Libraries that students know, whether they are installed here or not."""


def without_run(
    lesson: Lesson, status: Status, message: str, seed: int, *, insight: str = "", line: int = 0
) -> ExerciseResult:
    """Return the result of a file that never ran; `insight` says why, where that explains something."""
    of_check = Status.TODO if status in (Status.MISSING, Status.TODO) else status
    checks = tuple(
        CheckResult(check.name, of_check, 0.0, check.points, message, why=check.why, line=line, insight=insight or None)
        for check in lesson.exercise.checks
    )
    found = Diagnosis((), (insight,)) if insight else None
    most = lesson.exercise.max_score
    return ExerciseResult(lesson.name, status, 0.0, most, 0.0, checks, seed=seed, message=message, diagnosis=found)


def forbidden(lesson: Lesson, name: str, seed: int) -> ExerciseResult:
    """Return the result of a file that imports `name`, which the exercise does not allow."""
    allowed = "NumPy and the standard library" if lesson.exercise.needs == "numpy" else "PyTorch, torchvision and NumPy"
    message = f"{lesson.file_name} imports {escaped(name)}: this exercise allows {allowed} only"
    if name in {other.name for other in lessons()}:
        message = f"{lesson.file_name} imports {name}: exercises never import one another: copy what you need into it"
    elif name.isidentifier() and name not in _PACKAGES and importlib.util.find_spec(name) is None:
        message = f"{lesson.file_name} imports {name}: a file of yours? Put what you need of it into this file"
    return without_run(lesson, Status.FORBIDDEN, message, seed, insight=message)


def not_loaded(lesson: Lesson, source: SourceFile, outcome: Outcome, seed: int) -> ExerciseResult:
    """Return the result of a file that raised, or ran out of time, while it was loaded; said once, with the line."""
    text = source.content[:LARGEST_PARSED].decode("utf-8", "replace")
    line = deepest_line(outcome.traceback)
    if outcome.kind is OutcomeKind.DIED:
        where = f" at line {line}" if line else ""
        insight = f"the file can't be loaded: it {outcome.message}{where}"
        insight += ": does a loop there end?" if outcome.status is Status.TIMEOUT else ""
    else:
        insight = why_not_loaded(outcome, text, line)
    shown = line_text(text, line)[:100]
    message = escaped("\n".join([insight, *_code(shown, outcome.traceback)]))
    return without_run(lesson, outcome.status, message, seed, insight=escaped(insight), line=line)


def _code(shown: str, traceback: str) -> list[str]:
    """Return the line of the student's file that a message is about, and the caret under it where Python gave one."""
    lines = traceback.splitlines()
    under = [after for line, after in pairwise(lines) if line.strip() == shown and set(after.strip()) == {"^"}]
    return [f"    {shown}", *under[-1:]] if shown else []
