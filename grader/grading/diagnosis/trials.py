"""Asks what only further runs can show, where outcomes alone leave something open: each question has an answer's form.

Pure: who runs a student's file, or the right answer in steps, is given by the caller.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from exercises.definition import Case, Mistake
from grader.core.results import Outcome, OutcomeKind
from grader.grading.diagnosis.answers import Answers, Outcomes
from grader.grading.diagnosis.changed import Change, changed, changes
from grader.grading.diagnosis.properties import arguments_of
from grader.grading.verdict.compare import Tolerance
from grader.grading.verdict.outcomes import same_value

_FIRST_LOOK = 2
"""Wrong calls on which all changes are tried, before those that fit are tried on every call."""


def _no_steps() -> Mapping[str, Outcomes]:
    return {}


def _none_right(cases: Mapping[int, Case]) -> Outcomes:
    return {}


def no_more() -> Answers | None:
    """Return no answers with more cases."""
    return None


def _nothing_played(mistakes: tuple[Mistake, ...]) -> Outcomes:
    return {}


@dataclass(frozen=True)
class Trials:
    """What can be asked: what each step of the right answer gives in each case, what is right for other calls, the
    answers with more cases, drawn for the diagnosis alone, and what mistakes return in those."""

    steps: Callable[[], Mapping[str, Outcomes]] = _no_steps
    right: Callable[[Mapping[int, Case]], Outcomes] = _none_right
    more: Callable[[], Answers | None] = no_more
    played: Callable[[tuple[Mistake, ...]], Outcomes] = _nothing_played


def speaks_against(trials: Trials, mistakes: tuple[Mistake, ...]) -> bool:
    """Return whether more cases contradict mistakes that few cases speak for."""
    wider = trials.more()
    if wider is None:
        return False
    gives = {n: one for n, one in trials.played(mistakes).items() if n in wider.further & wider.compared.keys()}
    alike = [n for n in wider.wrong if n in gives and wider.is_like(n, gives[n])]
    against = [n for n in gives if n not in alike and not wider.is_right(n, gives[n])]
    return len(against) > len(alike)


def equal_step(answers: Answers, wrong: Sequence[int], steps: Mapping[str, Outcomes]) -> str:
    """Return the name of the step of the right answer that gives what came in every one of these calls."""
    for name, gives in steps.items():
        if all(number in gives and _same(answers, number, gives[number]) for number in wrong):
            return name
    return ""


def _same(answers: Answers, number: int, outcome: Outcome) -> bool:
    """Return whether a value is the student's; what it did to its inputs is another matter."""
    check, got = answers.compared[number], answers.got[number]
    if got.kind is not OutcomeKind.RETURNED or outcome.kind is not OutcomeKind.RETURNED:
        return False
    return same_value(check.rule, got.value, outcome.value, Tolerance(check.rtol, check.atol))


def other_call(answers: Answers, right: Sequence[int], wrong: Sequence[int], trials: Trials) -> str:
    """Return the words of the one change of the arguments under which every answer of a function is right.

    The wrong answers must become the right answers to the changed calls, and the right ones must stay so.
    """
    function = answers.function(wrong[0])
    names = answers.parameters.get(function, ())
    sample: dict[str, object] = {}
    for number in (*right, *wrong):
        sample = {**arguments_of(answers.cases[number], names), **sample}
    tried = list(changes(names, sample))
    few = [*wrong[:1], *wrong[-1:]][:_FIRST_LOOK] if len(wrong) > 1 else []
    fitting = _fitting(answers, few, names, tried, trials) if few else []
    return next((words for words, _ in _fitting(answers, [*wrong, *right], names, fitting, trials)), "")


def _fitting(
    answers: Answers, numbers: Sequence[int], names: Sequence[str], tried: Sequence[Change], trials: Trials
) -> list[Change]:
    """Return the changes under which the answers to these calls are right."""
    asked: dict[int, Case] = {}
    places: dict[int, list[tuple[int, int]]] = {}
    for turn, change in enumerate(tried):
        cases = [(number, changed(answers.cases[number], names, change)) for number in numbers]
        if all(case is not None for _, case in cases):
            places[turn] = [(number, len(asked) + at) for at, (number, _) in enumerate(cases)]
            asked |= {len(asked) + at: case for at, (_, case) in enumerate(cases) if case is not None}
    if not asked:
        return []
    right = trials.right(asked)
    return [
        tried[turn]
        for turn, pairs in places.items()
        if all(at in right and _is_answer(answers, number, right[at]) for number, at in pairs)
    ]


def _is_answer(answers: Answers, number: int, right: Outcome) -> bool:
    got = answers.got[number]
    if right.kind is OutcomeKind.RAISED:
        return got.kind is OutcomeKind.RAISED and right.error in (got.error, *got.names)
    return _same(answers, number, right)
