"""Finds the lecture's experiments and runs one in a confined child, with the student's own solved functions.

Owns which files an experiment is given and what may be believed of its answer. Drawing is `tui.drawing`'s, printing
`commands.experiment`'s.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from threading import Event as Flag

from exercises.definition import Needs
from exercises.experiments.definition import Experiment
from exercises.figures import Frame
from grader.core import paths
from grader.core.errors import MachineError, UserError
from grader.core.lessons import Lesson, find
from grader.core.nearest import did_you_mean
from grader.core.results import OutcomeKind
from grader.sandbox.parent.client import Sandbox
from grader.sandbox.parent.jobs import Answer, Call, Ended, Job, ProbeNews
from grader.student.session import Session

_MEMORY = 4 << 30


class ExperimentError(MachineError):
    """The experiment did not come to its end: the lines that say why."""


@dataclass(frozen=True)
class UsedFile:
    """One file that an experiment is given; `own` where it is the student's."""

    exercise: str
    path: str
    content: bytes
    own: bool


@dataclass(frozen=True)
class Shown:
    """What an experiment shows."""

    frames: tuple[Frame, ...]
    seconds: float


@cache
def experiments() -> dict[str, Experiment]:
    """Return every experiment by name, in the order of the exercises that they continue."""
    names = [path.parent.name for path in paths.exercises_folder().glob("experiments/*/experiment.py")]
    found = {name: importlib.import_module(f"exercises.experiments.{name}.experiment").EXPERIMENT for name in names}
    return dict(sorted(found.items(), key=lambda pair: (find(pair[1].belongs_to).exercise.number, pair[0])))


def find_experiment(name: str) -> Experiment:
    """Return the experiment called so. Raises UserError with the nearest name where there is none."""
    known = experiments()
    if name in known:
        return known[name]
    raise UserError(
        f"no experiment is called '{name}'{did_you_mean(name, known)}: 'cnn-exercises experiment' lists them"
    )


def sources(experiment: Experiment, session: Session) -> tuple[UsedFile, ...]:
    """Return the files that the experiment works with: the student's where they solved it, else the solution."""
    return tuple(_source(find(name), experiment.needs, session) for name in experiment.uses)


def _source(lesson: Lesson, needs: Needs, session: Session) -> UsedFile:
    if session.solved(lesson):
        own = session.source(lesson)
        if not own.problem:
            return UsedFile(lesson.name, str(own.path), own.content, True)
    if needs is Needs.NUMPY:
        return UsedFile(lesson.name, str(lesson.folder / "solution.py"), lesson.solution_source.encode(), False)
    path = paths.reference_folder() / lesson.file_name
    return UsedFile(lesson.name, str(path), lesson.reference_source.encode(), False)


def whose(files: tuple[UsedFile, ...]) -> str:
    """Return in a line whose functions an experiment works with."""
    own = [file.exercise for file in files if file.own]
    ours = [file.exercise for file in files if not file.own]
    said = [f"with your own {', '.join(own)}"] if own else []
    return "; ".join([*said, f"with our {', '.join(ours)} (yours, once solved)"] if ours else said)


def run(
    name: str, files: tuple[UsedFile, ...], sandbox: Sandbox, cancelled: Flag | None = None
) -> Iterator[ProbeNews | Shown]:
    """Yield live news, then Shown. Raises ExperimentError."""
    experiment = find_experiment(name)
    answer: Answer | None = None
    for heard in sandbox.run(_job(name, experiment, files), cancelled):
        if isinstance(heard, ProbeNews):
            yield heard
        elif isinstance(heard, Answer):
            answer = heard
        elif isinstance(heard, Ended):
            yield _shown(experiment, answer, heard)


def _job(name: str, experiment: Experiment, files: tuple[UsedFile, ...]) -> Job:
    probe = paths.exercises_folder() / "experiments" / name / "probe.py"
    return Job(
        needs=experiment.needs,
        modules=tuple((file.path, file.content) for file in files),
        calls=(Call("experiment", experiment.inputs()),),
        numbers=(0,),
        seed=0,
        probe=probe.read_text(encoding="utf-8"),
        seconds=experiment.seconds,
        memory=_MEMORY,
    )


def _shown(experiment: Experiment, answer: Answer | None, ended: Ended) -> Shown:
    if ended.load is not None:
        raise ExperimentError(ended.load.traceback)
    if answer is None:
        raise ExperimentError(f"the experiment {ended.detail or 'ended early'}")
    outcome = answer.outcome
    if outcome.kind is not OutcomeKind.RETURNED:
        raise ExperimentError(outcome.traceback or outcome.message or "the experiment gave no result")
    try:
        return Shown(experiment.frames(outcome.value), ended.seconds)
    except (ValueError, TypeError, LookupError) as error:
        raise ExperimentError(f"what came back can't be drawn: {error}") from None
