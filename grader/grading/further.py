"""Runs what a diagnosis asks for beyond the plan: more cases, steps of the right answer, right answers to other calls.

For exercises by hand, whose calls take no time. Nothing of it changes a score or the plan; a student's file runs in a
confined child of its own, as always.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field, replace
from functools import cache, cached_property

from exercises.definition import Case, Check, Mistake, Needs
from grader.core.results import Outcome
from grader.core.source import SourceFile
from grader.grading import reference
from grader.grading.cases import Plan, draw
from grader.grading.diagnosis.answers import Answers, Outcomes
from grader.grading.diagnosis.trials import Trials
from grader.sandbox.parent.client import Sandbox
from grader.sandbox.parent.jobs import Answer, Call

_SEED, _DRAWS = 2_000_003, 2
"""Added to the plan's seed for each draw of more cases."""
_MOST, _SECONDS = 40, 1.0
"""Cases, and seconds for all of them."""


@dataclass(frozen=True)
class Further:
    """What can be run for one student's file after its answers are in.

    With `known`, what it answered to more cases when it was graded stands in, and it does not run again. `heard` is
    what it answered now.
    """

    plan: Plan
    source: SourceFile
    sandbox: Sandbox
    answers: Answers
    known: Outcomes | None = None
    heard: dict[int, Outcome] = field(default_factory=dict)

    @property
    def trials(self) -> Trials:
        """Return what a diagnosis may ask; nothing of an exercise with networks."""
        if self.plan.lesson.exercise.needs is not Needs.NUMPY:
            return Trials()
        return Trials(self._steps, self._right, cache(self._run_more), self._played)

    def _steps(self) -> Mapping[str, Outcomes]:
        return reference.stepwise(self.plan, self.sandbox)

    def _right(self, cases: Mapping[int, Case]) -> Outcomes:
        calls = {number: Call(case.function, case.args, case.kwargs) for number, case in cases.items()}
        return reference.right_answers(self.plan, self.sandbox, calls)

    def _played(self, mistakes: tuple[Mistake, ...]) -> Outcomes:
        """Return what mistakes made together return in the further cases."""
        play = "+".join(mistake.slug for mistake in mistakes)
        done, _ = reference.played(self.plan, self.sandbox, [play], self._calls, _SECONDS)
        return done.get(play, {})

    @cached_property
    def _cases(self) -> Mapping[int, tuple[Check, Case]]:
        """Return the first wrong case again, for a fresh child, then others like those of the plan."""
        again = [(self.answers.compared[n], self.answers.cases[n]) for n in self.answers.wrong[:1]]
        return dict(enumerate([*again, *self._drawn()][:_MOST], start=len(self.answers.cases)))

    @cached_property
    def _calls(self) -> dict[int, Call]:
        return {
            number: Call(case.function, case.args, case.kwargs, inputs=check.keeps_inputs)
            for number, (check, case) in self._cases.items()
        }

    def _run_more(self) -> Answers | None:
        """Run more cases and return the answers with them; None where there are no others."""
        if len(self._cases) < 2 or (self.known is not None and not self.known):
            return None
        first = min(self._cases)
        got, wanted = self._answered(), reference.right_answers(self.plan, self.sandbox, self._calls)
        wider = self._with(got, wanted, self._cases.keys())
        # the wrong case again says nothing new, unless it is right as the first of a fresh child
        return self._with(got, wanted, self._cases.keys() - {first}) if first in wider.wrong else wider

    def _drawn(self) -> Iterator[tuple[Check, Case]]:
        """Cases of the functions that were wrong, other than those of the plan."""
        functions = {self.answers.function(number) for number in self.answers.wrong}
        known = {call.frame for call in self.plan.calls}
        for turn in range(1, _DRAWS + 1):
            plan = draw(self.plan.lesson, self.plan.seed + turn * _SEED, secret=self.plan.secret)
            for number in plan.numbers(lambda check, case: check.judge is None):
                case, frame = plan.cases[number], plan.calls[number].frame
                if case.function == case.student_function in functions and frame not in known:
                    known.add(frame)
                    yield plan.check_of(number), case

    def _answered(self) -> Outcomes:
        if self.known is not None:
            return self.known
        module = (str(self.source.path), self.source.content)
        job = self.plan.job((module,), self._calls, seed=self.plan.child_seed, seconds=_SECONDS)
        self.heard.update({said.index: said.outcome for said in self.sandbox.run(job) if isinstance(said, Answer)})
        return self.heard

    def _with(self, got: Outcomes, wanted: Outcomes, numbers: Set[int]) -> Answers:
        answers = self.answers
        return replace(
            answers,
            checks=[*answers.checks, *((self._cases[number][0], (number,)) for number in sorted(numbers))],
            cases=[*answers.cases, *(case for _, case in self._cases.values())],
            wanted={**answers.wanted, **wanted},
            got={**answers.got, **got},
            starts={*answers.starts, min(self._cases)},
            further=frozenset(numbers),
        )
