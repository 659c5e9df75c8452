"""Runs one grading from start to end: takes the class in, runs what is not known yet, writes the reports.

Owns what is said on standard error around it and the exit status. Parallel work is `classroom`'s.
"""

from __future__ import annotations

import signal
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import FrameType

from rich.console import Console

from grader.classroom.gradebook.arrivals import JoinedRoll
from grader.classroom.gradebook.class_secret import bound, secret_of
from grader.classroom.gradebook.graded_by import changes, graded_by
from grader.classroom.gradebook.roll import Alike, ClassPlan
from grader.classroom.gradebook.store import Gradebook
from grader.classroom.intake.hand_in import Count, Intake
from grader.classroom.intake.spare import contents, with_decided
from grader.classroom.intake.take_in import Asked, taken_in
from grader.classroom.progress import ClassProgress, Tally
from grader.classroom.report import marks
from grader.classroom.report.likeness import likenesses
from grader.classroom.schedule import Failed, Grade, Together, grade_class
from grader.classroom.settings.request import DATASETS, GradeSettings
from grader.classroom.similarity import alike, alike_kept, library
from grader.core import paths
from grader.core.errors import MachineError, UserError
from grader.core.lessons import lessons
from grader.core.results import Event, ExerciseResult
from grader.core.text import plural, say
from grader.grading.datasets import cifar10_images, on_images
from grader.sandbox.parent.client import Sandbox
from grader.sandbox.parent.protections import confined, summary, warning
from grader.sandbox.process import Layers

_NAMED = 20
"""Failures and unmapped files that are named one by one."""


@contextmanager
def _gradebook(path: Path | None) -> Iterator[Gradebook]:
    """Yield the kept gradebook, or one that ends with the run."""
    with (
        tempfile.TemporaryDirectory(prefix="cnn-exercises-") as folder,
        Gradebook(path or Path(folder) / paths.GRADEBOOK) as gradebook,
    ):
        yield gradebook


@contextmanager
def _ending_cleanly() -> Iterator[None]:
    """SIGTERM (a cluster's, a shutdown's) ends a grading as Ctrl-C does."""

    def interrupt(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def asked_of(settings: GradeSettings) -> Asked:
    """Return what the settings say about the class besides where it is."""
    policy = settings.plan.policy
    return Asked(
        settings.roster,
        settings.output,
        settings.single,
        settings.times,
        settings.extensions,
        policy.deadline.tzinfo if policy else None,
    )


def say_count(count: Count) -> None:
    """Say in one line what became of every file."""
    nothing = plural(count.students_with_nothing, "student")
    say(f"{plural(count.used, 'file')} used, {count.noted} noted, {nothing} with nothing to grade")


def announce(intake: Intake) -> None:
    """Say what was remarkable, and which files belong to nobody."""
    for lines in (intake.notes, [f"belongs to no student: {name}" for name in intake.unmapped]):
        for line in lines[:_NAMED]:
            say(line)
        if len(lines) > _NAMED:
            say(f"and {len(lines) - _NAMED} more such lines: the reports have them all")


def say_joined(joined: JoinedRoll) -> None:
    """Say whose earlier files count on, so that nobody loses any silently."""
    if joined.kept:
        few = ", ".join(joined.kept[:_NAMED]) + (" ..." if len(joined.kept) > _NAMED else "")
        count = plural(len(joined.kept), "student")
        say(f"{count} with nothing in this hand-in: what they handed in before counts ({few}; --fresh forgets it)")
    for student in sorted(joined.older)[:_NAMED]:
        say(f"{student}: these files are older than the ones graded before, which count")


def _grade(
    settings: GradeSettings,
    intake: Intake,
    gradebook: Gradebook,
    sandbox: Sandbox,
    grade: Grade,
    together: Together | None,
) -> int:
    """Run what is not known yet; how many runs the grader itself failed on."""
    tally = Tally(len(intake.submissions), settings.lessons, settings.jobs)
    console = Console(file=sys.stderr, highlight=False)
    arguments = (intake.submissions, settings.lessons, settings.plan, settings.jobs, sandbox, gradebook, grade)
    events_of = grade_class(*arguments, settings.keep_sources, together)
    with ClassProgress(tally, console) as progress, closing(events_of) as events:
        for event in events:
            progress.show(event)
            if isinstance(event, Failed) and tally.failed <= _NAMED:
                say(f"the grader failed on {event.student}, {event.exercise}: {event.reason}")
    known = tally.done - tally.ran - tally.failed
    say(f"graded {plural(tally.students, 'submission')}: {plural(tally.ran, 'exercise')} run, {known} already known")
    return tally.failed


def compare_kept(gradebook: Gradebook) -> None:
    """List which of the files that a gradebook keeps are alike: those of all shards, once they are merged."""
    names = [planned.name for planned in gradebook.plan().exercises]
    pairs, left_out = alike_kept([lesson for lesson in lessons() if lesson.name in names], gradebook)
    if left_out:
        told = "graded with --no-sources, or by an older program"
        say(f"{plural(left_out, 'file')} not compared: not kept in the gradebook ({told})")
    _tell_alike(gradebook, names, pairs)


def _tell_alike(gradebook: Gradebook, exercises: Sequence[str], pairs: Sequence[Alike]) -> None:
    """List files that are alike, on standard error and for the class's page."""
    gradebook.note_alike(pairs, exercises)
    found = likenesses(pairs)
    for one in found[:_NAMED]:
        say(f"worth a look: {', '.join(one.students)}: {one.exercise} {one.line()}")
    if len(found) > _NAMED:
        say(f"and {len(found) - _NAMED} more: the html and json reports have them all")
    say(f"{plural(len(found), 'group')} of files alike")


def _interrupted(settings: GradeSettings, gradebook: Gradebook) -> int:
    left = gradebook.left()
    if settings.gradebook is None:
        say("stopped; nothing was kept: with --output or --gradebook a stopped grading can be taken up again")
    else:
        say(f"stopped with {left} exercises left; the same command goes on from {settings.gradebook}")
    return 130


def _on_dataset(settings: GradeSettings) -> GradeSettings:
    """Return the lessons on the images that were asked for."""
    if settings.dataset == DATASETS[0]:
        return settings
    images = cifar10_images(settings.data)
    return replace(settings, lessons=tuple(on_images(lesson, images) for lesson in settings.lessons))


def _is_compared(settings: GradeSettings) -> bool:
    """Return whether files are compared with each other here; says why not where a shard was asked for that."""
    if not settings.similar:
        return False
    if settings.shard is not None:
        say("a shard compares no files: 'cnn-exercises merge --similar' compares those of the whole class")
        return False
    library()
    return True


def _with_secret(settings: GradeSettings, gradebook: Gradebook) -> tuple[GradeSettings, bytes]:
    """Return the plan bound to the class's secret, and the secret."""
    secret = secret_of(gradebook, is_shard=settings.shard is not None)
    return replace(settings, plan=bound(settings.plan, settings.holding_out, secret)), secret


def _with_decided(settings: GradeSettings, gradebook: Gradebook, intake: Intake) -> Intake:
    """Return the class with each file that was decided to be an exercise's; a shard hears the whole's decisions."""
    if settings.shard is not None:
        with suppress(UserError), Gradebook(gradebook.path.parent / paths.GRADEBOOK, create=False) as whole:
            gradebook.decide(whole.ledger())
    return with_decided(intake, gradebook.ledger())


def _refuse_mixing(settings: GradeSettings, gradebook: Gradebook, plan: ClassPlan) -> None:
    """Raise UserError where another Python, NumPy or torch graded here before, and nobody said what to do about it."""
    if settings.fresh or settings.resumed or settings.shard or gradebook.meta.get("plan") is None:
        return
    other = ", ".join(changes(gradebook.plan(), plan))
    if other:
        told = f"{gradebook.path} was graded by other versions ({other}), which may score the same file otherwise"
        raise UserError(f"{told}: --fresh grades everything again, --resume keeps what is there")


def _say_layers(sandbox: Sandbox, settings: GradeSettings) -> Layers:
    """Say how students' code is confined, and return it. Raises MachineError where more was asked for."""
    layers = sandbox.layers()
    say(f"students' code is {summary(layers)}")
    if not confined(layers):
        say(warning(layers))
        if settings.require_confinement:
            raise MachineError("nothing was graded: --require-confinement asks for more than this machine has")
    return layers


def grade_and_report(
    settings: GradeSettings,
    sandbox: Sandbox,
    grade: Callable[..., Iterator[Event]],
    together: Callable[..., Mapping[str, ExerciseResult]] | None = None,
) -> int:
    """Do what `settings` ask, in a `sandbox`, with `grade` and `together`, which take the class's `secret` too.

    Returns the exit status.

    Raises ProgramError where the class can't be graded: each is one line for the user.
    """
    settings = _on_dataset(settings)
    is_compared = _is_compared(settings)
    file_names = [lesson.file_name for lesson in lessons()]  # all of them: they tell what kind of folder this is
    with _ending_cleanly(), taken_in(settings.student, file_names, asked_of(settings)) as whole:
        intake = whole.part(settings.shard.index, settings.shard.count) if settings.shard else whole
        announce(intake)
        with _gradebook(settings.gradebook) as gradebook:
            try:
                layers = _say_layers(sandbox, settings)
                settings, secret = _with_secret(settings, gradebook)
                grades = partial(grade, secret=secret), together and partial(together, secret=secret)
                by = graded_by(summary(layers))
                plan = replace(settings.plan, canvas_head=intake.canvas_head, graded_by=by)
                _refuse_mixing(settings, gradebook, plan)
                intake = _with_decided(settings, gradebook, intake)
                marks.begin(gradebook)
                joined = gradebook.begin(plan, intake.roll, fresh=settings.fresh, unmapped=intake.unmapped)
                say_joined(joined)
                if settings.keep_sources:
                    with gradebook.writing():
                        gradebook.sources.keep(contents(intake.submissions))
                failed = _grade(settings, intake, gradebook, sandbox, *grades)
                gradebook.finish()
                if is_compared:
                    pairs = alike(settings.lessons, intake.submissions)
                    _tell_alike(gradebook, [lesson.name for lesson in settings.lessons], pairs)
            except KeyboardInterrupt:
                return _interrupted(settings, gradebook)
            marks.deliver_marks(gradebook, settings.formats, settings.output, settings.to_folder, by_hand=False)
            say_count(intake.count)
    return 1 if failed else 0
