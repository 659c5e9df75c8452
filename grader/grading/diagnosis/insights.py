"""Says in one sentence what no mistake explains: only when, the same up to ..., what an error means.

Pure. Functions are looked at one by one: what one of them does wrong says nothing of another.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain
from typing import Any

import numpy as np

from exercises.definition import Rule
from exercises.properties import Property
from grader.core.results import OutcomeKind
from grader.grading.diagnosis.answers import Answers
from grader.grading.diagnosis.cells import counted, of_shape, patterns
from grader.grading.diagnosis.measures import measures
from grader.grading.diagnosis.mistakes import is_empty
from grader.grading.diagnosis.moves import moves
from grader.grading.diagnosis.only_when import LEAST, Sides, Traits, separating
from grader.grading.diagnosis.properties import arguments_of, sides_of
from grader.grading.diagnosis.several import is_of_none, nearest
from grader.grading.diagnosis.stopped import deepest_line, of_error, place_of
from grader.grading.diagnosis.trials import Trials, equal_step, no_more, other_call
from grader.grading.diagnosis.up_to import Failing, constant, same_up_to
from grader.grading.verdict.compare import Tolerance, as_array

_LONG = 50
"""Entries of a list that is made an array once."""
_ENOUGH = 4
"""Calls on each side of an "only when" that need no more to be believed."""


@dataclass(frozen=True)
class Told:
    """An insight: the sentence, and the wrong cases that it accounts for.

    `firm`: it rests on enough, and says more than what the wrong answers look like.
    """

    sentence: str
    cases: frozenset[int]
    firm: bool = True
    is_only_when: bool = False


@dataclass
class Insights:
    """What can be said of one run. `properties` are the exercise's own; `source` is the student's file."""

    answers: Answers
    properties: Sequence[Property] = ()
    source: str = ""
    trials: Trials = field(default_factory=Trials)
    _traits: dict[int, Traits] = field(default_factory=dict)

    @cached_property
    def _turns(self) -> Mapping[int, int]:
        turns: dict[int, int] = {}
        counts: dict[str, int] = {}
        for number in sorted(self.answers.compared):
            if number in self.answers.starts:
                counts = {}
            name = self.answers.function(number)
            turns[number] = counts.get(name, 0)
            counts[name] = turns[number] + 1
        return turns

    def traits(self, number: int) -> Traits:
        """Return every property of a case, and what can be counted in it."""
        if number not in self._traits:
            case, wanted = self.answers.cases[number], self.answers.wanted[number]
            names = self.answers.parameters.get(case.student_function, ())
            sides = sides_of(case, names, wanted, self._turns[number], self.properties)
            self._traits[number] = Traits(sides, measures(self._given(number)))
        return self._traits[number]

    def _given(self, number: int) -> Mapping[str, Any]:
        """Return a call's arguments by name; none of a probe's, which are not the student's."""
        case = self.answers.cases[number]
        return arguments_of(case, self.answers.parameters.get(case.function, ())) if self._is_own(number) else {}

    def _is_own(self, number: int) -> bool:
        """Return whether a case calls the student's function itself, not a probe's."""
        return self.answers.called(number) == self.answers.function(number)

    def _failing(self, number: int) -> Failing:
        check = self.answers.compared[number]
        wanted, got = self.answers.wanted[number].value, self.answers.got[number].value
        if isinstance(got, list | tuple) and len(got) > _LONG and (array := as_array(got)) is not None:
            got = array  # it is looked at many times
        if check.rule is Rule.ANY_ARRAY:
            wanted = nearest(wanted, got)
        tolerance, given = Tolerance(check.rtol, check.atol), self._given(number)
        start = next(iter(self.answers.cases[number].args), None)
        return Failing(wanted, got, tolerance, given, start, self.traits(number).counts)

    def _by_function(self, wrong: Sequence[int]) -> Iterator[tuple[list[int], list[int]]]:
        """Yield the right and the wrong cases of each function that has wrong ones."""
        called = self.answers.called
        for function in dict.fromkeys(map(called, wrong)):
            right = [number for number in self.answers.right if called(number) == function]
            yield right, [number for number in wrong if called(number) == function]

    def of(self, unexplained: Sequence[int]) -> list[Told]:
        """Return everything to say of these wrong cases, function by function.

        Where that is little, more cases are asked for.
        """
        told: list[Told] = []
        for right, wrong in self._by_function(unexplained):
            found = self._of_function(right, wrong)
            firm = frozenset(number for one in found if one.firm for number in one.cases)
            told += found if firm.issuperset(wrong) else self._with_more_cases(found, wrong)
        return told

    def _with_more_cases(self, told: list[Told], wrong: Sequence[int]) -> list[Told]:
        """Say what holds of a function's wrong cases when more cases are known."""
        wider = self.trials.more()
        if wider is None:
            return told
        there = Insights(wider, self.properties, self.source, replace(self.trials, more=no_more))
        name = self.answers.called(wrong[0])
        more = [number for number in wider.wrong if number in wider.further and wider.called(number) == name]
        found = there.of([*wrong, *more])
        better = [one for one in found if one.firm or not any(one.cases & other.cases for other in told)]
        better_of = {number for one in better for number in one.cases}
        return [*better, *(one for one in told if one.firm or (not one.is_only_when and not one.cases <= better_of))]

    def forms(self) -> list[Told]:
        """Return, for each function, the form that all its wrong values have, where they have one."""
        told = []
        for right, wrong in self._by_function(self.answers.wrong):
            sentence = self._of_form(right, valued) if (valued := self._valued(wrong)) else ""
            told += [Told(sentence, frozenset(valued))] if sentence else []
        return told

    def _valued(self, wrong: Sequence[int]) -> list[int]:
        """Return the cases in which a value was wanted and another came."""
        kinds = {n: (self.answers.wanted[n].kind, self.answers.got[n].kind) for n in wrong}
        return [n for n, both in kinds.items() if both == (OutcomeKind.RETURNED, OutcomeKind.RETURNED)]

    def _of_function(self, right: Sequence[int], wrong: Sequence[int]) -> list[Told]:
        function = self.answers.function(wrong[0])
        if not right and list(own_parameters(self.source, function)[:1]) == ["self"]:
            return [Told(SELF, frozenset(wrong))]
        raised = [n for n in wrong if self.answers.got[n].kind is OutcomeKind.RAISED]
        returned = [n for n in wrong if self.answers.got[n].kind is OutcomeKind.RETURNED]
        told = [*self._of_errors(right, raised, wrong)]
        told += self._of_values(right, returned, wrong)
        return told

    # --- values

    def _of_values(self, right: Sequence[int], returned: Sequence[int], wrong: Sequence[int]) -> list[Told]:
        valued = self._valued(returned)
        told = [Told(NO_ERROR, frozenset(returned) - set(valued))] if len(returned) > len(valued) else []
        if not valued:
            return told
        whole = self._of_alike(right, valued, wrong)
        groups = self._groups(valued)
        if (whole is None or not whole.firm) and len(groups) > 1:
            apart = [self._of_alike(right, group, group) for group in groups]
            if any(one is not None and one.firm for one in apart):
                return [*told, *(one for one in apart if one is not None)]
        return [*told, *([whole] if whole is not None else [])]

    def _groups(self, valued: Sequence[int]) -> list[list[int]]:
        """Wrong answers by what is wrong with them: empty, of another shape, of other values."""
        found: dict[str, list[int]] = {}
        for number in valued:
            call = self._failing(number)
            shapes = [array.shape if (array := as_array(one)) is not None else None for one in (call.wanted, call.got)]
            kind = "empty" if is_empty(call.got) else "values" if shapes[0] == shapes[1] else "shape"
            found.setdefault(kind, []).append(number)
        return list(found.values())

    def _of_alike(self, right: Sequence[int], valued: Sequence[int], wrong: Sequence[int]) -> Told | None:
        """Return one sentence for wrong values; `wrong` are they and whatever else is wrong with the function."""
        sentence = self._of_form(right, valued) or self._of_trials(right, wrong, valued)
        if sentence:
            return Told(sentence, frozenset(valued))
        where = self._of_inputs(right, wrong, nearly=True) or self._of_inputs(right, valued, nearly=True)
        if where:
            firm = min(len(right), len(wrong)) >= _ENOUGH
            return Told(where, frozenset(valued), firm, is_only_when=True)
        calls = [self._failing(n) for n in valued]
        if any(self.answers.compared[n].rule is Rule.ANY_ARRAY for n in valued) and any(map(is_of_none, calls)):
            return next((Told(said, frozenset(valued), firm=False) for said in of_shape(calls)), None)
        is_scored = isinstance(calls[0].wanted, np.ndarray | tuple)  # else a text may be what the student returned
        if not self._is_own(valued[0]) and is_scored and isinstance(calls[0].got, str):
            return Told(calls[0].got, frozenset(valued))  # a probe's own words
        counts = counted(calls) if self.answers.is_count(valued[0]) else ()
        sentence = next(chain(counts, moves(calls), patterns(calls)), "")
        return Told(sentence, frozenset(valued), firm=False) if sentence else None

    def _of_trials(self, right: Sequence[int], wrong: Sequence[int], valued: Sequence[int]) -> str:
        """Say where it is a step on the way to the right answer, or the right answer to another call."""
        if (
            not self._is_own(valued[0])
            or len(valued) < LEAST
            or all(is_empty(self.answers.got[n].value) for n in valued)
        ):
            return ""
        planned = [n for n in valued if n not in self.answers.further]
        step = equal_step(self.answers, planned, self.trials.steps()) if len(planned) >= LEAST else ""
        if step:
            said = step.replace("_", " ")
            return f"what came is what the right answer has on its way ({said}): what is done after it?"
        words = other_call(self.answers, right, wrong, self.trials) if len(valued) == len(wrong) else ""
        return f"what came is the right answer for other arguments: {words}" if words else ""

    def _of_form(self, right: Sequence[int], valued: Sequence[int]) -> str:
        calls = [self._failing(n) for n in valued]
        others = [self._failing(n) for n in right if self.answers.got[n].kind is OutcomeKind.RETURNED]
        same = constant(calls, others)
        sentence = same or same_up_to(calls, others, self.answers.printed)
        if not sentence or same or not others:
            return sentence
        where = self._of_inputs(right, valued)
        return f"{sentence} ({where})" if where and len(where) < 100 else sentence

    def _of_inputs(self, right: Sequence[int], wrong: Sequence[int], *, nearly: bool = False) -> str:
        return separating([self.traits(n) for n in right], [self.traits(n) for n in wrong], nearly=nearly)

    # --- errors

    def _of_errors(self, right: Sequence[int], raised: Sequence[int], wrong: Sequence[int]) -> list[Told]:
        told = []
        groups: dict[tuple[str, int], list[int]] = {}
        for number in raised:
            got = self.answers.got[number]
            groups.setdefault((got.error, deepest_line(got.traceback)), []).append(number)
        for numbers in groups.values():
            got, wanted = self.answers.got[numbers[0]], self.answers.wanted[numbers[0]]
            if wanted.kind is OutcomeKind.RAISED:
                told.append(
                    Told(f"{place_of(got)} raises {got.error} where {wanted.error} is wanted", frozenset(numbers))
                )
                continue
            sentence = of_error(got, self.source)
            if right:
                where = self._of_error_inputs(right, numbers, [n for n in wrong if n not in numbers])
                sentence += f" ({where})" if where else ""
            told.append(Told(sentence, frozenset(numbers)))
        return told

    def _of_error_inputs(self, right: Sequence[int], raised: Sequence[int], others: Sequence[int]) -> str:
        """Say on which inputs an error comes.

        Where other calls are wrong in another way, nothing that holds of them is called right.
        """
        if not others:
            return self._of_inputs(right, raised)
        of_right = self.traits(right[0]).sides
        clear = {
            key for key, side in of_right.items() if all(self.traits(n).sides.get(key) is not side for n in others)
        }
        only = [[Traits(_kept(self.traits(n).sides, clear)) for n in group] for group in (right, raised)]
        told = separating(*only)
        return told if told.startswith("right") else ""


def _kept(sides: Sides, keys: Collection[tuple[str, str]]) -> Sides:
    return {key: side for key, side in sides.items() if key in keys}


SELF = "self stands in a function that is in no class, and takes the first argument: leave it out"
NO_ERROR = "no error is raised where one is wanted"


def own_parameters(source: str, function: str) -> Sequence[str]:
    """Return the names that the student's own function gives its arguments."""
    found = re.search(rf"^def {re.escape(function)}\(([^)]*)\)", source, flags=re.MULTILINE)
    return [name.partition("=")[0].partition(":")[0].strip() for name in found.group(1).split(",")] if found else []
