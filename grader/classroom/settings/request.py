"""Joins and checks what one `cnn-exercises grade` was asked to do by flags and course file.

Owns defaults and the checks that need no submission; every complaint is an OptionError in one line.
"""

from __future__ import annotations

import dataclasses
import hashlib
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from exercises.definition import Exercise
from grader import __version__
from grader.classroom.gradebook.late import Policy, parse_grace
from grader.classroom.gradebook.moments import parse_moment
from grader.classroom.gradebook.roll import ClassPlan, Planned
from grader.classroom.settings.course_file import read, values
from grader.classroom.settings.options import FORMAT_NAMES, OPTIONS, OptionError
from grader.core import paths
from grader.core.lessons import CourseError, Lesson, chosen, find
from grader.grading.reference import version_of

DATASETS = ("digits", "cifar10")


@dataclass(frozen=True)
class Shard:
    """The `index`-th of `count` parts of a class, counted from 1."""

    index: int = 1
    count: int = 1

    def __str__(self) -> str:
        return f"{self.index}/{self.count}"


@dataclass(frozen=True)
class Slurm:
    """How to submit to a cluster."""

    shards: int
    partition: str
    options: tuple[str, ...]


@dataclass(frozen=True)
class GradeSettings:
    """A checked request. `output` is None for standard output; `gradebook` None for one that is not kept."""

    student: Path
    lessons: tuple[Lesson, ...]
    plan: ClassPlan
    formats: tuple[str, ...]
    output: Path | None
    to_folder: bool
    gradebook: Path | None
    jobs: int
    roster: Path | None
    single: bool
    times: Path | None
    extensions: Mapping[str, datetime]
    fresh: bool
    resumed: bool
    require_confinement: bool
    keep_sources: bool
    similar: bool
    dataset: str
    data: Path | None
    shard: Shard | None
    slurm: Slurm | None

    @property
    def holding_out(self) -> tuple[str, ...]:
        """Return the exercises whose scores depend on the class's secret."""
        return tuple(lesson.name for lesson in self.lessons if lesson.exercise.holds_out)


def written_options(flags: Mapping[str, Any], course: Path | None) -> dict[str, object]:
    """Return the options that were given, by key: a flag wins over the course file."""
    given = {option.key: flags[option.key] for option in OPTIONS if flags.get(option.key) is not None}
    return {**(read(course) if course else {}), **values(given, Path())}


def _shard(text: str | None) -> Shard | None:
    if text is None:
        return None
    found = re.fullmatch(r"(\d+)/(\d+)", text)
    if not found or not 1 <= int(found[1]) <= int(found[2]):
        raise OptionError(f"shard takes I/N with I from 1 to N, as in --shard 1/4, not '{text}'")
    return Shard(int(found[1]), int(found[2]))


def _policy(options: Mapping[str, Any]) -> Policy | None:
    if "deadline" not in options:
        if "late_per_day" in options or "grace" in options:
            raise OptionError("a late policy needs --deadline")
        return None
    per_day = options.get("late_per_day", 0.0)
    if not 0 <= per_day <= 100:
        raise OptionError(f"late-per-day takes a percentage from 0 to 100, not {per_day:g}")
    grace = parse_grace(options["grace"]) if "grace" in options else timedelta()
    return Policy(parse_moment(options["deadline"]), per_day, grace)


def _extensions(options: Mapping[str, Any], policy: Policy | None) -> dict[str, datetime]:
    """Return the students' own deadlines; those without a zone are in the common deadline's."""
    given = options.get("extension", {})
    if given and policy is None:
        raise OptionError("an extension needs --deadline")
    zone = policy.deadline.tzinfo if policy else None
    return {student: parse_moment(text, zone, what="extension") for student, text in given.items()}


def _formats(options: Mapping[str, Any], *, to_folder: bool) -> tuple[str, ...]:
    formats: tuple[str, ...] = tuple(dict.fromkeys(options.get("format", ())))
    unknown = [name for name in formats if name not in FORMAT_NAMES]
    if unknown:
        raise OptionError(f"no format is called '{unknown[0]}': there are {', '.join(FORMAT_NAMES)}")
    if len(formats) > 1 and not to_folder:
        raise OptionError("several formats need a folder to go to: give --output DIR")
    return formats or (() if "shard" in options else ("table",))


def _goes_to_folder(options: Mapping[str, Any]) -> bool:
    output: Path | None = options.get("output")
    if output is None:
        return False
    several = len(options.get("format", ())) > 1 or "shard" in options or options.get("slurm", False)
    return several or output.is_dir() or not output.suffix


def destination(options: Mapping[str, Any]) -> tuple[tuple[str, ...], Path | None, bool]:
    """Return formats, place and whether that is a folder, for a report alone. Raises OptionError."""
    asked = values(options, Path())
    to_folder = _goes_to_folder(asked)
    output: Any = asked.get("output")
    return _formats(asked, to_folder=to_folder), output, to_folder


def gradebook_beside(output: Path, *, to_folder: bool, shard: Shard | None = None) -> Path:
    """Return where the gradebook of a report lies: in its folder, or beside its file under the file's name."""
    if shard is not None:
        return output / f"gradebook-{shard.index}-of-{shard.count}.sqlite"
    return output / paths.GRADEBOOK if to_folder else output.with_suffix(".gradebook.sqlite")


def _gradebook(options: Mapping[str, Any], shard: Shard | None, *, to_folder: bool) -> Path | None:
    if "gradebook" in options:
        return Path(options["gradebook"])
    if "output" in options:
        return gradebook_beside(options["output"], to_folder=to_folder, shard=shard)
    if shard is not None or options.get("slurm"):
        raise OptionError("a shard's results must go somewhere: give --output DIR")
    return None


def adapted(lesson: Lesson, points: float | None, seconds: float | None) -> Lesson:
    """Return a lesson with a course's own points and time limit."""
    exercise: Exercise = lesson.exercise
    if points is not None and exercise.max_score > 0:
        scale = points / exercise.max_score
        checks = tuple(dataclasses.replace(check, points=check.points * scale) for check in exercise.checks)
        exercise = dataclasses.replace(exercise, checks=checks)
    if seconds is not None:
        exercise = dataclasses.replace(exercise, seconds=seconds)
    return dataclasses.replace(lesson, exercise=exercise)


def _by_exercise(options: Mapping[str, Any], key: str) -> dict[str, float]:
    given: dict[str, float] = {find(name).name: value for name, value in options.get(key, {}).items()}
    wrong = [name for name, value in given.items() if not 0 <= value < 1e9 or (key == "seconds" and value == 0)]
    if wrong:
        raise OptionError(f"{key} of {wrong[0]} must be a positive number")
    return given


def _lessons(options: Mapping[str, Any]) -> tuple[tuple[Lesson, ...], dict[str, str]]:
    """Return the chosen lessons, and each one's version with all that this course changed."""
    points, seconds = _by_exercise(options, "points"), _by_exercise(options, "seconds")
    lessons, versions = [], {}
    for lesson in chosen(options.get("exercise", ())):
        changes = (points.get(lesson.name), seconds.get(lesson.name), options.get("dataset", DATASETS[0]))
        version = version_of(lesson)
        if changes != (None, None, DATASETS[0]):
            version += "-" + hashlib.sha256(repr(changes).encode()).hexdigest()[:8]
        versions[lesson.name] = version
        lessons.append(adapted(lesson, *changes[:2]))
    return tuple(lessons), versions


def _canvas_name(options: Mapping[str, Any]) -> str:
    """Return what heads the assignment's column in Canvas: `NAME (ID)`."""
    name, number = options.get("canvas_assignment", ""), options.get("canvas_id")
    if number is not None and not name:
        raise OptionError("canvas-id goes with --canvas-assignment NAME")
    return f"{name} ({number})" if number is not None else name


def _plan(
    lessons: tuple[Lesson, ...],
    versions: Mapping[str, str],
    options: Mapping[str, Any],
    policy: Policy | None,
    shard: Shard | None,
) -> ClassPlan:
    planned = tuple(
        Planned(
            lesson.name, lesson.exercise.title, versions[lesson.name], lesson.exercise.max_score, lesson.exercise.number
        )
        for lesson in lessons
    )
    part = str(shard) if shard else ""
    return ClassPlan(options.get("seed", 0), planned, __version__, policy, part, _canvas_name(options))


def _at_least_one(options: Mapping[str, Any], key: str, otherwise: int) -> int:
    number = int(options.get(key, otherwise))
    if number < 1:
        raise OptionError(f"{key} takes a number from 1, not {number}")
    return number


def cores() -> int:
    """Return the cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def settings_from(options: Mapping[str, Any]) -> GradeSettings:
    """Return the request that `options` (from `written_options`) make. Raises OptionError."""
    if "student" not in options:
        raise OptionError("what is to be graded? give --student DIR")
    dataset = options.get("dataset", DATASETS[0])
    if dataset not in DATASETS:
        raise OptionError(f"no dataset is called '{dataset}': there are {' and '.join(DATASETS)}")
    if not -(2**63) <= options.get("seed", 0) < 2**63 or options.get("seed", 0) < 0:
        raise OptionError(f"seed takes a whole number from 0, not {options['seed']}")
    try:
        lessons, versions = _lessons(options)
    except CourseError as problem:
        raise OptionError(str(problem)) from None
    if options.get("similar") and options.get("no_sources") and ("shard" in options or options.get("slurm")):
        raise OptionError("--similar compares the files that the shards' gradebooks keep: leave --no-sources out")
    shard, to_folder, policy = _shard(options.get("shard")), _goes_to_folder(options), _policy(options)
    slurm = None
    if options.get("slurm"):
        shards = _at_least_one(options, "shards", 8)
        slurm = Slurm(shards, options.get("partition", ""), options.get("sbatch", ()))
    return GradeSettings(
        student=options["student"],
        lessons=lessons,
        plan=_plan(lessons, versions, options, policy, shard),
        formats=_formats(options, to_folder=to_folder),
        output=options.get("output"),
        to_folder=to_folder,
        gradebook=_gradebook(options, shard, to_folder=to_folder),
        jobs=_at_least_one(options, "jobs", cores()),
        roster=options.get("roster"),
        single=options.get("single", False),
        times=options.get("times"),
        extensions=_extensions(options, policy),
        fresh=bool(options.get("fresh", False)),
        resumed=options.get("fresh") is False,
        require_confinement=options.get("require_confinement", False),
        keep_sources=not options.get("no_sources", False),
        similar=options.get("similar", False),
        dataset=dataset,
        data=options.get("data"),
        shard=shard,
        slurm=slurm,
    )
