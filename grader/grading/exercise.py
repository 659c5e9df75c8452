"""Grades one exercise: source -> plan -> isolated run -> comparison -> explanation -> score, as events.

Owns the order of the steps. Each step is its own module's; what a student's file does never raises here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from threading import Event as Flag
from typing import Any

import numpy as np

from grader.core.lessons import Lesson
from grader.core.results import (
    CheckResult,
    Diagnosis,
    Event,
    ExerciseResult,
    Finished,
    KeptOutcomes,
    Outcome,
    OutcomeKind,
    Progress,
    Started,
    Status,
)
from grader.core.source import SourceFile, is_untouched
from grader.core.text import escaped
from grader.grading import reference
from grader.grading.cases import Plan, plan_of, second_try
from grader.grading.evidence import Evidence
from grader.grading.follows import with_causes
from grader.grading.judge import Assessment, assess
from grader.grading.sequel import carried_on
from grader.grading.unrun import forbidden, not_loaded, without_run
from grader.grading.verdict import score
from grader.grading.verdict.behaviour import behaviour
from grader.grading.verdict.in_notebook import in_notebook
from grader.sandbox.parent.bounds import Bounds
from grader.sandbox.parent.client import Sandbox
from grader.sandbox.parent.jobs import Answer, Call, Ended, Job, ProbeNews

_COMPARED = (Status.FAILED, Status.ERROR)
"""Of checks that went otherwise (out of time, say) the machine decides as much as the file."""
PRACTICE_SEED = 2022
"""What students practise on: the year of the lecture. `grade` uses another by default."""


class _StudentRun:
    """One student's file over one plan: children are started until every case is answered or given up."""

    def __init__(self, plan: Plan, source: SourceFile, sandbox: Sandbox, cancelled: Flag | None) -> None:
        self._plan, self._source, self._sandbox, self._cancelled = plan, source, sandbox, cancelled
        self._bounds = Bounds.of(plan.lesson.exercise.needs, plan.lesson.exercise.seconds)
        self.outcomes: dict[int, Outcome] = {}
        self.output = ""
        self.seconds = 0.0
        self.share = 1.0
        self.forbidden = ""
        self.failed_to_load: Outcome | None = None
        self.notes: list[str] = []
        self._came: dict[int, Answer] = {}

    def events(self) -> Iterator[Progress]:
        """Run; the evidence lies in `outcomes`, `output` and `seconds` afterwards."""
        left = list(range(len(self._plan.cases)))
        while left:
            ended: Ended | None = None
            for heard in self._sandbox.run(self._job(left), self._cancelled):
                if isinstance(heard, Answer):
                    self.take(heard)
                elif isinstance(heard, ProbeNews):
                    yield Progress(self._plan.lesson.name, heard.fraction, escaped(heard.text), heard.loss)
                elif isinstance(heard, Ended):
                    ended = heard
            assert ended is not None
            self._note(ended)
            left = self._after(ended, [number for number in left if number not in self.outcomes])
        if not self.forbidden and not (self._cancelled is not None and self._cancelled.is_set()):
            self.outcomes = carried_on(self._plan, self.outcomes, self._second_act)

    def take(self, answer: Answer) -> None:
        """Take in what became of one case."""
        self.outcomes[answer.index] = answer.outcome
        self._came[answer.index] = answer

    def _note(self, ended: Ended) -> None:
        self.output += ended.output
        self.notes += [note for note in ended.notes if note not in self.notes]
        self.seconds += ended.seconds
        self.share = min(self.share, ended.share)

    def _second_act(self, calls: dict[int, Call], seconds: float) -> dict[int, Outcome]:
        found: dict[int, Outcome] = {}
        self._bounds.seconds = seconds  # the first act may have used up its own
        for heard in self._sandbox.run(self._student_job(calls, seconds=seconds), self._cancelled):
            if isinstance(heard, Answer):
                found[heard.index] = heard.outcome
            elif isinstance(heard, Ended):
                self._note(heard)
                if heard.status is Status.FORBIDDEN:
                    self.forbidden = heard.detail
                elif heard.status is not None:
                    died = heard.load or Outcome(OutcomeKind.DIED, status=heard.status, message=heard.detail)
                    found.update({number: died for number in calls if number not in found})
        return found

    def _job(self, left: list[int]) -> Job:
        calls = {number: self._plan.call(number) for number in left}
        name = self._plan.name if len(left) == len(self._plan.cases) else ""
        return self._student_job(calls, plan=name, known=self._plan.right_before.answers)

    def _student_job(self, calls: dict[int, Call], **settings: Any) -> Job:
        module = (str(self._source.path), self._source.content)
        return self._plan.job((module,), calls, seed=self._plan.child_seed, bounds=self._bounds, **settings)

    def remember(self, assessed: Sequence[Assessment]) -> None:
        """Keep what was right for those who give the same answers."""
        for (check, numbers), one in zip(self._plan.checks, assessed, strict=True):
            if check.judge is None and one.result.status is Status.PASSED:
                came = [self._came[number] for number in numbers if number in self._came]
                # what a second act answered came as another message
                self._plan.right_before.keep(one for one in came if self.outcomes[one.index] is one.outcome)

    def _after(self, ended: Ended, unanswered: list[int]) -> list[int]:
        """Give up what cannot be answered any more; what a fresh child should still try is returned."""
        if ended.status is None:
            return []
        if ended.status is Status.FORBIDDEN:
            self.forbidden = ended.detail
            return []
        if ended.load is not None:
            self.failed_to_load = ended.load
            return []
        if not unanswered:
            return []
        frame = f'  File "{self._source.path.name}", line {ended.line}' if ended.line else ""
        died = Outcome(OutcomeKind.DIED, status=ended.status, message=ended.detail, traceback=frame)
        blamed = self._plan.cases[unanswered[0]].student_function
        lost = [number for number in unanswered if self._plan.cases[number].student_function == blamed]
        # another function of the file may still be right: it gets a child of its own, unless the file never loaded
        stopped = self._cancelled is not None and self._cancelled.is_set()
        if not ended.loaded and not stopped:
            self.failed_to_load = died
        if stopped or not ended.loaded:
            lost = unanswered
        self.outcomes.update(dict.fromkeys(lost, died))
        self._bounds.spare(self._plan.lesson.exercise.seconds)
        return [number for number in unanswered if number not in lost]


def _assess(evidence: Evidence) -> list[Assessment]:
    return [assess(evidence, index) for index in range(len(evidence.plan.checks))]


def diagnosis_of(checks: Sequence[CheckResult]) -> Diagnosis | None:
    """Return all that explains the checks, each cause once."""
    mistakes = tuple(dict.fromkeys(name for check in checks for name in check.mistakes))
    insights = tuple(dict.fromkeys(check.insight for check in checks if check.insight))
    return Diagnosis(mistakes, insights) if mistakes or insights else None


def _result(plan: Plan, run: _StudentRun, assessed: Sequence[Assessment]) -> ExerciseResult:
    checks = tuple(one.result for one in assessed)
    measures: dict[str, float] = {}
    pictures: dict[str, np.ndarray] = {}
    for one in assessed:
        measures.update(one.measures)
        pictures.update(one.pictures)
    exercise = plan.lesson.exercise
    return ExerciseResult(
        diagnosis=diagnosis_of(checks),
        exercise=plan.lesson.name,
        status=score.exercise_status(checks),
        score=score.total(checks),
        max_score=exercise.max_score,
        seconds=round(run.seconds, 4),
        share=round(run.share, 3),
        checks=checks,
        output=escaped(run.output),
        seed=plan.seed,
        notes=tuple(map(escaped, run.notes)),
        measures=measures,
        pictures=pictures,
        behaviour=_behaviour(plan, run, checks),
    )


def _unloaded(plan: Plan, source: SourceFile, run: _StudentRun, outcome: Outcome) -> ExerciseResult:
    if outcome.kind is OutcomeKind.TODO:
        return without_run(plan.lesson, Status.TODO, "still to be written", plan.seed)
    result = not_loaded(plan.lesson, source, outcome, plan.seed)
    return replace(result, output=escaped(run.output), seconds=round(run.seconds, 4), notes=tuple(run.notes))


def _behaviour(plan: Plan, run: _StudentRun, checks: Sequence[CheckResult]) -> str:
    failed = [numbers for (_, numbers), check in zip(plan.checks, checks, strict=True) if check.status in _COMPARED]
    return behaviour((number, run.outcomes[number]) for where in failed for number in where if number in run.outcomes)


def _kept(evidence: Evidence, result: ExerciseResult) -> KeptOutcomes | None:
    """Return what the explanation of a wrong answer was made from; None where nothing that is compared went wrong."""
    plan, got = evidence.plan, evidence.outcomes
    checks = zip(plan.checks, result.checks, strict=True)
    compared = [(numbers, one) for (check, numbers), one in checks if check.judge is None]
    if all(one.status is Status.PASSED for _, one in compared):
        return None
    outcomes = {number: got[number] for numbers, _ in compared for number in numbers if number in got}
    return KeptOutcomes(plan.name, outcomes, evidence.printed, further=evidence.further.heard)


def prepare(lesson: Lesson, seed: int, sandbox: Sandbox, secret: bytes | None = None) -> None:
    """Make, ahead of need, what a verdict is compared with. Raises SandboxError."""
    plan = plan_of(lesson, seed, secret)
    reference.wanted(plan, sandbox)
    reference.mistaken(plan, sandbox)


def grade_exercise(
    lesson: Lesson,
    source: SourceFile,
    seed: int,
    sandbox: Sandbox,
    cancelled: Flag | None = None,
    *,
    secret: bytes | None = None,
) -> Iterator[Event]:
    """Yield Started, any number of Progress, then Finished.

    Inputs are drawn from `seed`, what is held out from `secret` (without one: from this process's own).
    Never raises for what a student's file does; raises SandboxError where the grader itself fails.
    """
    for event in _graded(plan_of(lesson, seed, secret), source, sandbox, cancelled):
        if isinstance(event, Finished) and source.places is not None:
            kept = event.outcomes and replace(event.outcomes, places=source.places)
            yield Finished(in_notebook(event.result, source.places, lesson.file_name), kept)
        else:
            yield event


def result_of(
    plan: Plan, source: SourceFile, answers: Sequence[Answer], sandbox: Sandbox, seconds: float, output: str
) -> ExerciseResult:
    """Return the result of a run that answered every case, in so many seconds, and printed `output`."""
    run = _StudentRun(plan, source, sandbox, None)
    run.seconds, run.output = seconds, output
    for answer in answers:
        run.take(answer)
    assessed = _assess(Evidence(plan, source, run.outcomes, sandbox, output))
    run.remember(assessed)
    result = _result(plan, run, assessed)
    return result if source.places is None else in_notebook(result, source.places, plan.lesson.file_name)


def _graded(plan: Plan, source: SourceFile, sandbox: Sandbox, cancelled: Flag | None) -> Iterator[Event]:
    lesson, seed = plan.lesson, plan.seed
    yield Started(lesson.name)
    if source.problem:
        status = Status.MISSING if source.absent else Status.ERROR
        yield Finished(without_run(lesson, status, source.problem, seed))
        return
    if is_untouched(source, lesson.starter):
        yield Finished(without_run(lesson, Status.TODO, "still as it was handed out", seed))
        return
    reference.wanted(plan, sandbox)
    run = _StudentRun(plan, source, sandbox, cancelled)
    yield from run.events()
    if cancelled is not None and cancelled.is_set():
        yield Finished(without_run(lesson, Status.TIMEOUT, "was cancelled", seed))
        return
    if run.forbidden:
        yield Finished(forbidden(lesson, run.forbidden, seed))
        return
    if run.failed_to_load is not None:
        yield Finished(_unloaded(plan, source, run, run.failed_to_load))
        return
    evidence = Evidence(plan, source, run.outcomes, sandbox, run.output)
    assessed = _assess(evidence)
    run.remember(assessed)
    for index, one in enumerate(assessed):
        if not one.again or (cancelled is not None and cancelled.is_set()):
            continue
        other = second_try(plan, index)
        again = _StudentRun(other, source, sandbox, cancelled)
        yield from again.events()
        run.seconds += again.seconds
        run.share = min(run.share, again.share)
        (second,) = _assess(Evidence(other, source, again.outcomes, sandbox, again.output))
        if second.result.points > one.result.points:
            assessed[index] = second
    result = _result(plan, run, with_causes(plan, assessed))
    yield Finished(result, _kept(evidence, result))
