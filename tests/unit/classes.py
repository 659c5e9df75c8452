"""What the tests of a class's grading share: small lessons, made-up results, and a stand-in for `grade_exercise`."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from exercises.definition import Check, Exercise, Needs
from grader.classroom.gradebook.roll import ClassPlan, Enrolled, Key, Planned
from grader.classroom.gradebook.store import Gradebook
from grader.classroom.intake.submission import Submission
from grader.classroom.report import formats
from grader.classroom.report.material import Material
from grader.core.lessons import Lesson
from grader.core.results import CheckResult, ExerciseResult, Finished, Grids, Started, Status


def lesson(number: int, name: str, needs: Needs = Needs.NUMPY, seconds: float = 10.0, threads: int = 1) -> Lesson:
    checks = (Check("first", 1.0, lambda rng: []), Check("second", 2.0, lambda rng: []))
    exercise = Exercise(number, "7.2", name.title(), (name,), checks, needs, seconds, threads=threads)
    return known(Lesson(name, exercise, Path(), exercise, "", (), ""), mistakes=(), reference_source="", version="v1")


def known(made: Lesson, **read: object) -> Lesson:
    """A lesson without a folder: what would be read from there is given."""
    vars(made).update(read)
    return made


LESSONS = (
    lesson(1, "flat"),
    lesson(2, "training", Needs.TORCH, 120.0, threads=2),
    lesson(3, "net", Needs.TORCH),
    lesson(4, "pool"),
)


def plan(lessons=LESSONS, seed: int = 0, policy=None, shard: str = "", version: str = "v1") -> ClassPlan:
    planned = tuple(
        Planned(one.name, one.exercise.title, version, one.exercise.max_score, one.exercise.number) for one in lessons
    )
    return ClassPlan(seed, planned, "0.1.0", policy, shard)


def result(exercise: str, status: Status = Status.PASSED, **changes) -> ExerciseResult:
    """Passed, or its second check lost."""
    lost = status is not Status.PASSED
    checks = (
        CheckResult("first", Status.PASSED, 1.0, 1.0),
        CheckResult(
            "second",
            status if lost else Status.PASSED,
            0.0 if lost else 2.0,
            2.0,
            message="shape (3, 3) wanted\nyours (2, 2)" if lost else "",
            mistake="padding left out" if lost else None,
            hint="zeros on both sides",
            grids=Grids(np.eye(2), np.zeros((2, 2)), (0, 0), np.eye(2) > 0) if lost else None,
        ),
    )
    told = {"output": "", "measures": {}, "pictures": {}, "seconds": 0.25, **changes}
    overall = Status.PARTIAL if lost else Status.PASSED
    return ExerciseResult(exercise, overall, 1.0 if lost else 3.0, 3.0, checks=checks, **told)


def missing(exercise: str) -> ExerciseResult:
    checks = (CheckResult("first", Status.TODO, 0.0, 1.0), CheckResult("second", Status.TODO, 0.0, 2.0))
    return ExerciseResult(exercise, Status.MISSING, 0.0, 3.0, 0.0, checks, message=f"no file {exercise}.py")


class Grader:
    """Stands in for `grade_exercise`: the file's text says what becomes of it. Notes what it was asked to run."""

    def __init__(self, seconds: float = 0.0) -> None:
        self.seconds = seconds
        self.asked: list[tuple[str, str]] = []

    def __call__(self, lesson, source, seed, sandbox, cancelled) -> Iterator:
        self.asked.append((source.path.parent.name, lesson.name))
        yield Started(lesson.name)
        if self.seconds:
            cancelled.wait(self.seconds)
        text = source.content.decode()
        if "broken grader" in text:
            raise RuntimeError("the sandbox fell over\nsecond line")
        if source.absent:
            yield Finished(missing(lesson.name))
            return
        status = Status.TIMEOUT if "slow" in text else Status.FAILED if "wrong" in text else Status.PASSED
        yield Finished(result(lesson.name, status))


def class_folder(root: Path, texts: dict[str, str], lessons=LESSONS) -> tuple[Submission, ...]:
    """A student per entry, each with the same text for every exercise."""
    for student, text in texts.items():
        (root / student).mkdir(parents=True, exist_ok=True)
        for one in lessons:
            (root / student / one.file_name).write_text(text)
    return tuple(Submission(student, root / student) for student in sorted(texts))


def filled(path: Path, results: dict[str, dict[str, ExerciseResult]], of: ClassPlan | None = None, **enrolled) -> Path:
    """A gradebook with these results by student and exercise; `enrolled` are whole roll entries by student."""
    of = of or plan()
    with Gradebook(path) as gradebook:
        gradebook.begin(of, [enrolled.get(student) or Enrolled(student) for student in results])
        with gradebook.writing():
            for student, by_exercise in results.items():
                for planned in of.exercises:
                    if planned.name in by_exercise:
                        key = Key(student, planned.name, f"{student} {planned.name}", planned.version, of.seed)
                        gradebook.note_work([key])
                        gradebook.keep(key, by_exercise[planned.name])
    return path


def everything(status: Status = Status.PASSED, **changes) -> dict[str, ExerciseResult]:
    return {one.name: result(one.name, status, **changes) for one in LESSONS}


def material(gradebook: Gradebook, *notes: str) -> Material:
    return Material(gradebook.plan(), gradebook.size(), gradebook.rows, notes)


def text(name: str, what: Material) -> str:
    """A report in the format `name`, whole."""
    return "".join(formats.text(name, what))


def cells(name: str, what: Material) -> list[list[str]]:
    """A report in the format `name`, of one file, as rows of cells."""
    return list(csv.reader(io.StringIO(text(name, what))))
