"""Says in one sentence what no mistake explains: only when, the same up to ..., what an error means.

Pure. Functions are looked at one by one: what one of them does wrong says nothing of another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain

from exercises.properties import Property
from grader.core.results import Outcome, OutcomeKind, Status
from grader.grading.diagnosis.answers import Answers
from grader.grading.diagnosis.cells import counted, patterns
from grader.grading.diagnosis.errors import meaning
from grader.grading.diagnosis.only_when import Sides, separating
from grader.grading.diagnosis.properties import sides_of
from grader.grading.diagnosis.refusals import refusal
from grader.grading.diagnosis.up_to import Failing, constant, same_up_to
from grader.grading.verdict.compare import Tolerance, as_array

_LONG = 50
"""Entries of a list that is made an array once."""


def deepest_line(traceback: str) -> int:
    """Return the line of the deepest frame in a student's traceback; 0 where there is none."""
    found = re.findall(r'^  File ".*", line (\d{1,7})', traceback, flags=re.MULTILINE)
    return int(found[-1]) if found else 0


@dataclass(frozen=True)
class Told:
    """An insight: the sentence, and the wrong cases that it accounts for."""

    sentence: str
    cases: frozenset[int]


@dataclass
class Insights:
    """What can be said of one run. `properties` are the exercise's own; `source` is the student's file."""

    answers: Answers
    properties: Sequence[Property] = ()
    source: str = ""
    _sides: dict[int, Sides] = field(default_factory=dict)

    @cached_property
    def _turns(self) -> Mapping[int, int]:
        turns: dict[int, int] = {}
        counts: dict[str, int] = {}
        for number in sorted(self.answers.compared):
            name = self.answers.function(number)
            turns[number] = counts.get(name, 0)
            counts[name] = turns[number] + 1
        return turns

    def sides(self, number: int) -> Sides:
        """Return every property of a case."""
        if number not in self._sides:
            case = self.answers.cases[number]
            names = self.answers.parameters.get(case.student_function, ())
            wanted = self.answers.wanted[number]
            self._sides[number] = sides_of(case, names, wanted, self._turns[number], self.properties)
        return self._sides[number]

    def _failing(self, number: int) -> Failing:
        check = self.answers.compared[number]
        wanted, got = self.answers.wanted[number].value, self.answers.got[number].value
        if isinstance(got, list | tuple) and len(got) > _LONG and (array := as_array(got)) is not None:
            got = array  # it is looked at many times
        return Failing(wanted, got, Tolerance(check.rtol, check.atol))

    def _by_function(self, wrong: Sequence[int]) -> Iterator[tuple[list[int], list[int]]]:
        """The right and the wrong cases of each function that has wrong ones."""
        called = self.answers.called
        for function in dict.fromkeys(map(called, wrong)):
            right = [number for number in self.answers.right if called(number) == function]
            yield right, [number for number in wrong if called(number) == function]

    def of(self, unexplained: Sequence[int]) -> list[Told]:
        """Return everything to say of these wrong cases, function by function."""
        return [told for right, wrong in self._by_function(unexplained) for told in self._of_function(right, wrong)]

    def forms(self) -> list[Told]:
        """Return, for each function, the form that all its wrong values have, where they have one."""
        told = []
        for right, wrong in self._by_function(self.answers.wrong):
            sentence = self._of_form(right, valued) if (valued := self._valued(wrong)) else ""
            told += [Told(sentence, frozenset(valued))] if sentence else []
        return told

    def _valued(self, wrong: Sequence[int]) -> list[int]:
        """The cases in which a value was wanted and another came."""
        kinds = {n: (self.answers.wanted[n].kind, self.answers.got[n].kind) for n in wrong}
        return [n for n, both in kinds.items() if both == (OutcomeKind.RETURNED, OutcomeKind.RETURNED)]

    def _of_function(self, right: Sequence[int], wrong: Sequence[int]) -> list[Told]:
        function = self.answers.function(wrong[0])
        if not right and list(own_parameters(self.source, function)[:1]) == ["self"]:
            return [Told(SELF, frozenset(wrong))]
        raised = [n for n in wrong if self.answers.got[n].kind is OutcomeKind.RAISED]
        returned = [n for n in wrong if self.answers.got[n].kind is OutcomeKind.RETURNED]
        told = [*self._of_errors(right, raised)]
        told += self._of_values(right, returned, wrong)
        return told

    # --- values

    def _of_values(self, right: Sequence[int], returned: Sequence[int], wrong: Sequence[int]) -> list[Told]:
        valued = self._valued(returned)
        told = [Told(NO_ERROR, frozenset(returned) - set(valued))] if len(returned) > len(valued) else []
        if not valued:
            return told
        sentence = self._of_form(right, valued)
        if not sentence:
            sentence = self._of_inputs(right, wrong) or self._of_inputs([*right], valued)
        if not sentence:
            calls = [self._failing(n) for n in valued]
            counts = counted(calls) if self.answers.is_count(valued[0]) else ()
            sentence = next(chain(counts, patterns(calls)), "")
        return [*told, Told(sentence, frozenset(valued))] if sentence else told

    def _of_form(self, right: Sequence[int], valued: Sequence[int]) -> str:
        calls = [self._failing(n) for n in valued]
        others = [self._failing(n) for n in right if self.answers.got[n].kind is OutcomeKind.RETURNED]
        same = constant(calls, others)
        sentence = same or same_up_to(calls, others, self.answers.printed)
        if not sentence or same or not others:
            return sentence
        where = self._of_inputs(right, valued)
        return f"{sentence} ({where})" if where and len(where) < 100 else sentence

    def _of_inputs(self, right: Sequence[int], wrong: Sequence[int]) -> str:
        return separating([self.sides(n) for n in right], [self.sides(n) for n in wrong])

    # --- errors

    def _of_errors(self, right: Sequence[int], raised: Sequence[int]) -> list[Told]:
        told = []
        groups: dict[tuple[str, int], list[int]] = {}
        for number in raised:
            got = self.answers.got[number]
            groups.setdefault((got.error, deepest_line(got.traceback)), []).append(number)
        for numbers in groups.values():
            got = self.answers.got[numbers[0]]
            sentence = of_error(got, self.source)
            if right:
                where = self._of_inputs(right, numbers)
                sentence += f"; {where}" if where else ""
            told.append(Told(sentence, frozenset(numbers)))
        return told


SELF = "self stands in a function that is in no class, and takes the first argument: leave it out"
NO_ERROR = "no error is raised where one is wanted"


def of_error(got: Outcome, source: str) -> str:
    """Return what an exception means, and where in the student's file it was raised."""
    line = deepest_line(got.traceback)
    where = f"line {line}" if line else "the call"
    refused = refusal(got.error, got.message, source)
    if refused:
        return f"{where}: {refused}"
    said = meaning(got.error, got.message)
    if not said and line_text(source, line).startswith("raise "):
        said = "your own raise says no, and the exercise asks for these inputs too"
    return f"{where} raises {got.error}" + (f": {said}" if said else "")


def of_death(got: Outcome) -> str:
    """Return what became of a call that never answered."""
    line = deepest_line(got.traceback)
    if got.status is Status.TIMEOUT:
        where = f"line {line} was still running" if line else "the call was still running"
        return f"{where} when the time was over: does the loop end, and is it not done too often?"
    if got.status is Status.MEMORY or "out of memory" in got.message:
        return "more memory is asked for than there is: is an array far larger than its inputs?"
    return "the code ends the whole process (exit, or a crash in a library): nothing after that runs"


def line_text(source: str, line: int) -> str:
    """Return a line of a file, without its indentation."""
    lines = source.splitlines()
    return lines[line - 1].strip() if 0 < line <= len(lines) else ""


def own_parameters(source: str, function: str) -> Sequence[str]:
    """Return the names that the student's own function gives its arguments."""
    found = re.search(rf"^def {re.escape(function)}\(([^)]*)\)", source, flags=re.MULTILINE)
    return [name.partition("=")[0].partition(":")[0].strip() for name in found.group(1).split(",")] if found else []
