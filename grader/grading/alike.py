"""Finds declared mistakes that can't be told apart: by one check, or made two at a time. For authors of exercises."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import combinations

from exercises.definition import Mistake, Needs
from grader.core.declared import combine
from grader.core.lessons import Lesson
from grader.core.results import Outcome
from grader.core.source import SourceFile
from grader.grading import reference
from grader.grading.cases import Plan, plan_of
from grader.grading.diagnosis.answers import Answers, Outcomes
from grader.grading.diagnosis.mistakes import deviating
from grader.grading.evidence import Evidence
from grader.grading.verdict.outcomes import are_alike
from grader.sandbox.parent.client import Sandbox

_SECONDS = 120.0
"""For all pairs of an exercise; with torch some of them."""


def notes(lesson: Lesson, seed: int, sandbox: Sandbox) -> Iterator[str]:
    """Yield lines about mistakes that look the same: no flaw, but what more telling cases could mend."""
    plan = plan_of(lesson, seed)
    slips = reference.mistaken(plan, sandbox)
    yield from _unseparated(plan, slips, reference.wanted(plan, sandbox))
    if lesson.exercise.needs is Needs.NUMPY:
        yield from _pairs(plan, sandbox)


def _unseparated(plan: Plan, slips: Mapping[str, Outcomes], wanted: Outcomes) -> Iterator[str]:
    """Yield the groups of mistakes that a check which they fail can't separate."""
    answers = Answers(plan.checks, plan.cases, wanted, wanted)
    wrong = {mistake: deviating(answers, slips.get(mistake.slug, {})) for mistake in plan.lesson.mistakes}
    for check, numbers in plan.checks:
        failing = {one: {n: got[n] for n in numbers if n in got} for one, got in wrong.items()}
        groups: list[list[Mistake]] = []
        for mistake, got in failing.items():
            same = [group for group in groups if _same(answers, failing[group[0]], got)]
            if got and same:
                same[0].append(mistake)
            elif got:
                groups.append([mistake])
        for group in groups:
            names = dict.fromkeys(mistake.name for mistake in group)
            if len(names) > 1:
                yield f"'{check.name}' can't tell apart: {', '.join(names)}"


def _same(answers: Answers, one: Outcomes, other: Outcomes) -> bool:
    return one.keys() == other.keys() and all(are_alike(answers.compared[n], one[n], other[n]) for n in one)


def _pairs(plan: Plan, sandbox: Sandbox) -> Iterator[str]:
    """Yield what becomes of each two mistakes that can be made at once."""
    pairs = [pair for pair in combinations(plan.lesson.mistakes, 2) if combine(*pair)]
    plays = {"+".join(one.slug for one in pair): [name for one in pair for name in one.functions] for pair in pairs}
    returned = reference.combined(plan, sandbox, plays, _SECONDS)
    wanted = reference.wanted(plan, sandbox)
    counts: Counter[str] = Counter()
    for pair in pairs:
        outcomes = returned.get("+".join(one.slug for one in pair), {})
        told = _told(plan, {**wanted, **outcomes}, sandbox)
        names = {one.name for one in pair}
        kind = "recognised" if told == names else "as one of the two" if told < names and told else "by no name"
        if told - names:
            kind = "for others"
            yield f"'{pair[0].name}' with '{pair[1].name}' is taken for {', '.join(sorted(told))}"
        counts[kind] += 1
    yield f"{len(pairs)} pairs: {', '.join(f'{count} {kind}' for kind, count in counts.most_common())}"


def _told(plan: Plan, outcomes: dict[int, Outcome], sandbox: Sandbox) -> set[str]:
    source = SourceFile(plan.lesson.folder / plan.lesson.file_name)
    found = Evidence(plan, source, outcomes, sandbox).diagnose()
    return {mistake.name for one in found.checks.values() for mistake in one.mistakes}
