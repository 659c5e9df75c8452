"""Holds what a verdict is judged by: the plan, the file, the outcomes of its run, what is wanted, what explains it.

Asks `reference` for what is wanted only when it is needed, and for what mistakes return only after a wrong answer.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from exercises.definition import Mistake, Needs
from grader.core.results import Outcome
from grader.core.source import LARGEST_PARSED, SourceFile
from grader.grading import reference
from grader.grading.cases import Plan
from grader.grading.diagnosis.answers import Answers, Outcomes
from grader.grading.diagnosis.diagnose import OfRun, diagnose
from grader.grading.diagnosis.insights import Insights
from grader.grading.diagnosis.mistakes import Search, candidates, deviating
from grader.grading.further import Further
from grader.sandbox.parent.client import Sandbox, SandboxError

_SECONDS = {Needs.NUMPY: 0.25}
"""For mistakes played together, after one wrong answer."""
_SECONDS_WITH_TORCH = 6.0


@dataclass(frozen=True)
class Evidence:
    """What there is to judge by: the plan, the file, the outcomes of the student's run, and what it printed.

    With `known`, its answers to more cases when it was graded, the file does not run once more.
    """

    plan: Plan
    source: SourceFile
    outcomes: Mapping[int, Outcome]
    sandbox: Sandbox
    printed: str = ""
    known: Outcomes | None = None

    def ask_reference(self) -> Mapping[int, Outcome]:
        """Return what the reference returns, asked once. Raises SandboxError where it does not run."""
        return self._wanted

    def compare_all(self) -> Answers:
        """Return the run as a diagnosis sees it, beside what the reference returns. Raises SandboxError."""
        return self._answers

    def diagnose(self) -> OfRun:
        """Return what explains the run, found once. Raises SandboxError where the declared mistakes do not run."""
        return self._diagnosis

    @cached_property
    def _wanted(self) -> Mapping[int, Outcome]:
        return reference.wanted(self.plan, self.sandbox)

    @cached_property
    def _answers(self) -> Answers:
        plan = self.plan
        return Answers(plan.checks, plan.cases, self._wanted, self.outcomes, plan.lesson.parameters, self.printed)

    @cached_property
    def _diagnosis(self) -> OfRun:
        answers = self._answers
        if not answers.wrong:
            return OfRun()
        search = Search(answers, candidates(self.plan.lesson.mistakes, self._deviations()))
        try:
            found = diagnose(search, self._insights(), _Player(self.plan, self.sandbox))
        except SandboxError:
            raise
        except Exception:  # an explanation is a courtesy: what a student's values do to it must not cost the verdict
            found = OfRun()
        reference.keep_combined(self.plan)
        return found

    def _insights(self) -> Insights:
        """Return what can be said without a mistake's name."""
        return Insights(self._answers, self.plan.lesson.exercise.properties, self.text, self.further.trials)

    @cached_property
    def further(self) -> Further:
        """Return what can be run beyond the plan."""
        return Further(self.plan, self.source, self.sandbox, self._answers, self.known)

    @property
    def may_run(self) -> bool:
        """Return whether the file may run once more, for a smaller call."""
        return self.known is None

    @property
    def text(self) -> str:
        """Return the student's file, as far as it is looked at."""
        return self.source.content[:LARGEST_PARSED].decode("utf-8", "replace")

    def _deviations(self) -> Mapping[str, Outcomes]:
        """Return what each declared mistake returns where it is not right: the same for every student."""
        plan, wanted = self.plan, self._wanted

        def make() -> Mapping[str, Outcomes]:
            slips = reference.mistaken(plan, self.sandbox)
            everything = Answers(plan.checks, plan.cases, wanted, wanted)
            return {slug: deviating(everything, outcomes) for slug, outcomes in slips.items()}

        return reference.remembered(plan, "deviations", make)


class _Player:
    """Has mistakes played together, for so many seconds in all."""

    def __init__(self, plan: Plan, sandbox: Sandbox) -> None:
        self._plan, self._sandbox = plan, sandbox
        self._left = _SECONDS.get(plan.lesson.exercise.needs, _SECONDS_WITH_TORCH)

    def __call__(self, sets: Sequence[tuple[Mistake, ...]]) -> Mapping[str, Outcomes]:
        plays = {
            "+".join(mistake.slug for mistake in one): [name for mistake in one for name in mistake.functions]
            for one in sets
        }
        begun = time.monotonic()
        found = reference.combined(self._plan, self._sandbox, plays, self._left)
        self._left = max(0.0, self._left - (time.monotonic() - begun))
        return found
