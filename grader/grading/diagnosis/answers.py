"""Holds what a student's functions returned beside what was wanted: the evidence for every diagnosis.

Pure. Cases that a check's own judge looks at are not among them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import cached_property

from exercises.definition import Case, Check, Rule
from grader.core.results import Outcome, OutcomeKind
from grader.grading.verdict.compare import as_array, is_int
from grader.grading.verdict.outcomes import are_alike, is_right

Outcomes = Mapping[int, Outcome]
"""Outcomes by case number."""
_OF_ARRAYS = (Rule.ARRAY, Rule.ANY_ARRAY)
_ANSWERED = (OutcomeKind.RETURNED, OutcomeKind.RAISED)


@dataclass(frozen=True)
class Answers:
    """A run to explain. `checks` pairs each check with its case numbers; `printed` is what the code printed.

    `parameters` has the names of each function's arguments; at the numbers in `starts` the file was loaded anew. The
    cases in `further` were drawn for the diagnosis alone.
    """

    checks: Sequence[tuple[Check, Sequence[int]]]
    cases: Sequence[Case]
    wanted: Outcomes
    got: Outcomes
    parameters: Mapping[str, Sequence[str]] = field(default_factory=dict)
    printed: str = ""
    starts: Set[int] = frozenset({0})
    further: Set[int] = frozenset()

    @cached_property
    def compared(self) -> Mapping[int, Check]:
        """Return the check of each case that is compared, and was answered."""
        return {
            number: check
            for check, numbers in self.checks
            if check.judge is None
            for number in numbers
            if number in self.got and number in self.wanted and self.got[number].kind in _ANSWERED
        }

    @cached_property
    def wrong(self) -> tuple[int, ...]:
        """Return the cases that were answered wrongly."""
        return tuple(n for n in self.compared if not self.is_right(n, self.got[n]))

    @cached_property
    def right(self) -> tuple[int, ...]:
        """Return the cases that were answered rightly."""
        wrong = set(self.wrong)
        return tuple(number for number in self.compared if number not in wrong)

    @cached_property
    def passed(self) -> frozenset[int]:
        """Return the cases of checks that passed as a whole."""
        right = set(self.right)
        return frozenset(n for _, numbers in self.checks if right.issuperset(numbers) for n in numbers)

    @cached_property
    def wanted_errors(self) -> frozenset[str]:
        """Return the exceptions that the exercise asks for."""
        return frozenset(one.error for one in self.wanted.values() if one.kind is OutcomeKind.RAISED)

    def is_right(self, number: int, outcome: Outcome) -> bool:
        """Return whether an outcome of a case is right."""
        return is_right(self.compared[number], self.cases[number], self.wanted[number], outcome)

    def is_like(self, number: int, outcome: Outcome) -> bool:
        """Return whether an outcome of a case is the student's."""
        return are_alike(self.compared[number], outcome, self._got_once[number])

    @cached_property
    def _got_once(self) -> Outcomes:
        """Return the wrong outcomes, lists of numbers made arrays: each is held against many others."""
        found = {}
        for number in self.wrong:
            got = self.got[number]
            array = as_array(got.value) if self.compared[number].rule in _OF_ARRAYS else None
            found[number] = got if array is None else replace(got, value=array)
        return found

    def is_count(self, number: int) -> bool:
        """Return whether a probe only counted something there: unlike slips give equal counts."""
        case, value = self.cases[number], self.got[number].value
        counted = is_int(value) or (isinstance(value, list) and all(is_int(one) for one in value))
        return case.function != case.student_function and counted

    def of_function(self, function: str) -> Answers:
        """Return the answers of one function alone."""
        mine = [(check, tuple(n for n in numbers if self.function(n) == function)) for check, numbers in self.checks]
        return replace(self, checks=mine)

    def called(self, number: int) -> str:
        """Return what a case calls: the student's function, or a probe's."""
        return self.cases[number].function

    def function(self, number: int) -> str:
        """Return the student's function that a case calls."""
        return self.cases[number].student_function
