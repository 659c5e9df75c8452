"""The corpus of right and wrong submissions: finds the files, grades one, tells what was deserved.

`tests/submissions/right/<exercise>/<style>.py` deserves full marks; `wrong/<exercise>/<slip>.py` must lose points. Its
first lines say which mistakes are to be named (`# mistake: NAME; NAME`, or `none`), which others may be (`# or: NAME`),
and of which kind it is (`# kind: two slips`; without one, a single slip).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from grader.core.lessons import Lesson
from grader.core.results import ExerciseResult, Finished, Status
from grader.core.source import SourceFile
from grader.grading.exercise import grade_exercise
from grader.sandbox.parent.client import Sandbox

SUBMISSIONS = Path(__file__).parent / "submissions"
ONE_SLIP = "one slip"
KINDS = (ONE_SLIP, "two slips", "limited", "form", "undeclared", "python error")


@dataclass(frozen=True)
class Specimen:
    """One file of the corpus. `mistakes` are the names that are expected, `others` names that mislead nobody."""

    exercise: str
    path: Path
    right: bool
    mistakes: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    kind: str = ONE_SLIP

    @property
    def name(self) -> str:
        """`exercise/style`."""
        return f"{self.exercise}/{self.path.stem}"


def _labels(lines: Sequence[str], label: str) -> tuple[str, ...]:
    """What the first lines of a file say behind `# label:`."""
    said = [line.removeprefix(f"# {label}:").strip() for line in lines if line.startswith(f"# {label}:")]
    parts = [part.strip() for part in (said[0].split(";") if said else [])]
    return tuple(part for part in parts if part != "none")


def _specimen(path: Path, right: bool) -> Specimen:
    lines = path.read_text(encoding="utf-8").splitlines()[:5]
    kind = (*_labels(lines, "kind"), ONE_SLIP)[0]
    return Specimen(path.parent.name, path, right, _labels(lines, "mistake"), _labels(lines, "or"), kind)


def specimens(exercise: str = "*") -> list[Specimen]:
    """All files of the corpus, or one exercise's."""
    found = []
    for kind in ("right", "wrong"):
        found += [_specimen(path, kind == "right") for path in sorted((SUBMISSIONS / kind).glob(f"{exercise}/*.py"))]
    return found


def honest(exercise: str) -> list[Specimen]:
    """The files that do what honest files do, and pass."""
    return [Specimen(exercise, path, True) for path in sorted((SUBMISSIONS / "honest" / exercise).glob("*.py"))]


def graded(lesson: Lesson, specimen: Specimen, sandbox: Sandbox, seed: int = 0) -> ExerciseResult:
    """The verdict on one file, as `grade` gives it."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / lesson.file_name  # a file may look at its own name
        path.write_bytes(specimen.path.read_bytes())
        *_, finished = grade_exercise(lesson, SourceFile(path, path.read_bytes()), seed, sandbox)
    assert isinstance(finished, Finished)
    return finished.result


def names_of(result: ExerciseResult) -> set[str]:
    """The mistakes that a verdict names."""
    return set(result.diagnosis.mistakes) if result.diagnosis else set()


def is_explained(result: ExerciseResult) -> bool:
    """Whether each check that is not passed has a mistake or an insight."""
    return all(check.mistakes or check.insight for check in result.checks if check.status is not Status.PASSED)


def misled(specimen: Specimen, result: ExerciseResult) -> set[str]:
    """The names that a student should not have been told."""
    return names_of(result) - {*specimen.mistakes, *specimen.others}
