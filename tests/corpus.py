"""The corpus of right and wrong submissions: finds the files, grades one, tells what was deserved.

`tests/submissions/right/<exercise>/<style>.py` deserves full marks; `wrong/<exercise>/<slip>.py` must lose points, and
its second line says which mistake is to be named (`# mistake: NAME`, or `none`).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from grader.core.lessons import Lesson
from grader.core.results import ExerciseResult, Finished
from grader.core.source import SourceFile
from grader.grading.exercise import grade_exercise
from grader.sandbox.parent.client import Sandbox

SUBMISSIONS = Path(__file__).parent / "submissions"


@dataclass(frozen=True)
class Specimen:
    """One file of the corpus. `mistake` is the name that is expected, empty where none is."""

    exercise: str
    path: Path
    right: bool
    mistake: str

    @property
    def name(self) -> str:
        """`exercise/style`."""
        return f"{self.exercise}/{self.path.stem}"


def _mistake(path: Path) -> str:
    lines = path.read_text(encoding="utf-8").splitlines()[:4]
    named = [line.removeprefix("# mistake:").strip() for line in lines if line.startswith("# mistake:")]
    return "" if not named or named[0] == "none" else named[0]


def specimens(exercise: str = "*") -> list[Specimen]:
    """All files of the corpus, or one exercise's."""
    found = []
    for kind in ("right", "wrong"):
        for path in sorted((SUBMISSIONS / kind).glob(f"{exercise}/*.py")):
            found.append(Specimen(path.parent.name, path, kind == "right", _mistake(path)))
    return found


def graded(lesson: Lesson, specimen: Specimen, sandbox: Sandbox, seed: int = 0) -> ExerciseResult:
    """The verdict on one file, as `grade` gives it."""
    source = SourceFile(specimen.path, specimen.path.read_bytes())
    *_, finished = grade_exercise(lesson, source, seed, sandbox)
    assert isinstance(finished, Finished)
    return finished.result


def names_of(result: ExerciseResult) -> set[str]:
    """The mistakes that a verdict names."""
    return {check.mistake for check in result.checks if check.mistake}
