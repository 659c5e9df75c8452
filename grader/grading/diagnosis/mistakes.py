"""Finds the smallest set of declared mistakes that accounts for all that a student's functions returned.

Pure. A set is known by its outcomes alone: it explains a wrong case where it gives the student's outcome, and is
contradicted by a right case that it would have failed. What was measured on names that misled decides the rest: no name
that a passed check contradicts, none where another explains more; exceptions and empty answers are no evidence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import combinations
from typing import Any

import numpy as np

from exercises.definition import Mistake, Rule
from grader.core.declared import combine
from grader.core.results import Outcome, OutcomeKind
from grader.grading.diagnosis.answers import Answers, Outcomes

MOST_COMBINED = 96
"""Combinations that may be played for one wrong answer, on every case that they touch, the likeliest first."""
_MOST_SHARED = 3
"""So many names with one outcome say nothing about which of them it was."""
_SAMPLE = 5
"""Wrong cases that mistakes made together are first held against."""
_MANY_EMPTY = 3
"""So many empty answers, all of them explained, are evidence after all."""


@dataclass(frozen=True)
class Candidate:
    """Mistakes made together, and what they return in the cases where that is not right."""

    mistakes: tuple[Mistake, ...]
    deviating: Outcomes

    @property
    def names(self) -> tuple[str, ...]:
        """Return their names, as students read them."""
        return tuple(mistake.name for mistake in self.mistakes)

    @property
    def functions(self) -> frozenset[str]:
        """Return the student's functions that they change."""
        return frozenset(name for mistake in self.mistakes for name in mistake.functions)

    @property
    def play(self) -> str:
        """Return what the sandbox is asked to play."""
        return "+".join(mistake.slug for mistake in self.mistakes)


@dataclass(frozen=True)
class Explained:
    """How far a candidate goes: the wrong cases that it explains, those that it would give another wrong answer in,
    those that it has no answer to (it raises there, as code written otherwise need not), the right cases that it would
    have failed."""

    candidate: Candidate
    explained: frozenset[int]
    mistaken: frozenset[int]
    open: frozenset[int]
    contradicted: frozenset[int]

    @property
    def misses(self) -> int:
        """Count the cases that speak against it."""
        return len(self.mistaken) + len(self.contradicted)


def deviating(answers: Answers, outcomes: Outcomes) -> Outcomes:
    """Return what a mistake returns in the cases where it is not right."""
    return {n: one for n, one in outcomes.items() if n in answers.compared and not answers.is_right(n, one)}


def candidates(declared: Iterable[Mistake], deviations: Mapping[str, Outcomes]) -> list[Candidate]:
    """Return each declared mistake by itself."""
    return [Candidate((mistake,), deviations.get(mistake.slug, {})) for mistake in declared]


def is_empty(value: Any) -> bool:
    """Return whether it is an answer that many slips share: nothing, zero, or zeros all over."""
    if value is None or isinstance(value, str):
        return not value
    if isinstance(value, list | tuple | dict):
        return not value
    try:
        return not np.any(value)
    except (TypeError, ValueError):
        return False


@dataclass
class Search:
    """One run, held against the declared mistakes one by one and together."""

    answers: Answers
    singles: Sequence[Candidate]
    _like: dict[tuple[str, int], bool] = field(default_factory=dict)

    def of(self, answers: Answers) -> Search:
        """Return the search over other answers, with the mistakes' outcomes in them alone."""
        kept = [
            replace(one, deviating={n: out for n, out in one.deviating.items() if n in answers.compared})
            for one in self.singles
        ]
        return Search(answers, kept)

    def fit(self, candidate: Candidate) -> Explained:
        """Return how many outcomes a candidate accounts for."""
        gives = candidate.deviating
        explained = {n for n in self.answers.wrong if n in gives and self._is_like(candidate, n)}
        other = {n for n in self.answers.wrong if n in gives} - explained
        left = {n for n in other if self._is_open(n, gives[n])}
        contradicted = {n for n in self.answers.right if n in gives}
        return Explained(candidate, *map(frozenset, (explained, other - left, left, contradicted)))

    def _is_open(self, number: int, gives: Outcome) -> bool:
        """Return whether a mistake has no one answer to a case: it raises,
        or right code may be written in several ways.
        """
        raises = gives.kind is OutcomeKind.RAISED and gives.error not in self.answers.wanted_errors
        return raises or self.answers.compared[number].rule is Rule.ANY_ARRAY

    def is_promising(self, outcomes: Outcomes) -> bool:
        """Return whether mistakes made together return what came in most of a few wrong cases: worth a closer look."""
        touched = [number for number in self.answers.wrong if number in outcomes]
        sample = touched[:: max(1, len(touched) // _SAMPLE)][:_SAMPLE]
        return 2 * sum(self.answers.is_like(number, outcomes[number]) for number in sample) >= max(1, len(sample))

    def _is_like(self, candidate: Candidate, number: int) -> bool:
        key = candidate.play, number
        if key not in self._like:
            self._like[key] = self.answers.is_like(number, candidate.deviating[number])
        return self._like[key]

    @cached_property
    def fits(self) -> list[Explained]:
        """Return every single mistake's fit."""
        return [self.fit(candidate) for candidate in self.singles]

    @cached_property
    def telling(self) -> frozenset[int]:
        """Return the wrong cases that are evidence: something was returned, not empty, and few mistakes give it."""
        found = set()
        for number in self.answers.wrong:
            got = self.answers.got[number]
            names = {fit.candidate.names for fit in self.fits if number in fit.explained}
            if len(names) <= _MOST_SHARED and not is_empty(got.value) and not self.answers.is_count(number):
                found.add(number)
        return frozenset(found)

    def _tells(self, fit: Explained) -> bool:
        """Return whether what a candidate explains is evidence: values that few give,
        an error word for word, many zeros.
        """
        returned = {n for n in fit.explained if self.answers.got[n].kind is OutcomeKind.RETURNED}
        if returned & self.telling or len(returned) >= _MANY_EMPTY:
            return True
        if returned and returned == set(self.answers.wrong):
            rivals = (one for one in self.fits if returned <= one.explained and not one.contradicted)
            return len({one.candidate.names for one in rivals}) == 1
        return any(self._same_words(fit, number) for number in fit.explained - returned)

    def _same_words(self, fit: Explained, number: int) -> bool:
        """Return whether an error is one that the exercise asks for, or has the very text,
        with the same sizes in it.
        """
        got, gives = self.answers.got[number], fit.candidate.deviating[number]
        same = got.message == gives.message and any(letter.isdigit() for letter in got.message)
        another = self.answers.wanted[number].kind is OutcomeKind.RAISED  # an error of another kind than is asked for
        return another or got.error in self.answers.wanted_errors or same

    def is_whole(self, fit: Explained) -> bool:
        """Return whether a candidate accounts for everything, failures and passes."""
        some = 2 * len(fit.open) <= len(fit.explained)
        everything = len(fit.explained) + len(fit.open) == len(self.answers.wrong)
        return not fit.contradicted and everything and some and self._tells(fit)

    def whole(self, fits: Iterable[Explained]) -> Explained | None:
        """Return the first that accounts for everything; None where too many names do."""
        found = [fit for fit in fits if self.is_whole(fit)]
        fewest = min((len(fit.open) for fit in found), default=0)
        found = [fit for fit in found if len(fit.open) == fewest]
        return found[0] if 0 < len({fit.candidate.names for fit in found}) <= _MOST_SHARED else None

    # --- mistakes together

    def plausible(self, most: int = MOST_COMBINED) -> list[tuple[Mistake, ...]]:
        """Return pairs worth playing, the likeliest first: each gives what one does where the other is right."""
        fits = {fit.candidate.play: fit for fit in self.fits if fit.candidate.deviating}
        ranked: list[tuple[int, int, int, tuple[Mistake, ...]]] = []
        for one, other in combinations(fits.values(), 2):
            if combine(*one.candidate.mistakes, *other.candidate.mistakes):
                against = self._against(one, other)
                if against is not None:
                    explained = len(one.explained | other.explained)
                    pair = (*one.candidate.mistakes, *other.candidate.mistakes)
                    ranked.append((against, -explained, len(ranked), pair))
        return [pair for *_, pair in sorted(ranked)[:most]]

    def _against(self, one: Explained, other: Explained) -> int | None:
        """Return how many cases speak against two mistakes together; None where they can't matter both."""
        mine, theirs = one.candidate.deviating.keys(), other.candidate.deviating.keys()
        both, either = mine & theirs, mine | theirs
        if not (mine - one.contradicted and theirs - other.contradicted):
            return None
        explained = one.explained | other.explained | both
        unexplained = sum(number not in explained for number in self.answers.wrong)
        contradicted = sum(number in either and number not in both for number in self.answers.right)
        return unexplained + contradicted + sum(number in both for number in self.answers.right)

    def widened(self, pairs: Iterable[Explained], most: int = MOST_COMBINED // 4) -> list[tuple[Mistake, ...]]:
        """Return triples worth playing: the pairs that explain most, with a third that explains some of the rest."""
        best = sorted(pairs, key=lambda fit: fit.misses - len(fit.explained))[:4]
        found: dict[frozenset[str], tuple[Mistake, ...]] = {}
        for fit in best:
            rest = set(self.answers.wrong) - fit.explained
            for third in self.fits:
                (mistake,) = third.candidate.mistakes
                fits_in = all(combine(mistake, one) for one in fit.candidate.mistakes)
                if fits_in and rest & third.candidate.deviating.keys() and not third.contradicted:
                    triple = (*fit.candidate.mistakes, mistake)
                    found.setdefault(frozenset(one.slug for one in triple), triple)
        return list(found.values())[:most]

    # --- where nothing accounts for everything

    def partial(self, fits: Iterable[Explained]) -> Explained | None:
        """Return the candidate that explains most of the wrong cases, if it deserves a name."""
        allowed = [fit for fit in fits if fit.explained and not fit.contradicted & self.answers.passed]
        most = max((len(fit.explained) for fit in allowed), default=0)
        best = [fit for fit in allowed if len(fit.explained) == most]
        best.sort(key=lambda fit: (len(fit.candidate.mistakes), fit.misses))
        rivals = [fit for fit in best if len(fit.candidate.mistakes) == len(best[0].candidate.mistakes)]
        if not best or len({fit.candidate.names for fit in rivals if fit.misses == best[0].misses}) > 1:
            return None
        return best[0] if self._deserves(best[0]) else None

    def _deserves(self, fit: Explained) -> bool:
        if not self._tells(fit) or len(fit.mistaken) > len(fit.explained):
            return False
        is_doubtful = bool(fit.contradicted) and 2 * len(fit.explained) < len(self.answers.wrong)
        return not is_doubtful and any(self.covers(fit, numbers) for numbers in self._failed_checks())

    def _failed_checks(self) -> Iterator[Sequence[int]]:
        wrong = set(self.answers.wrong)
        for check, numbers in self.answers.checks:
            if check.judge is None and wrong.intersection(numbers):
                yield numbers

    def covers(self, fit: Explained, numbers: Iterable[int]) -> bool:
        """Return whether a candidate accounts for these cases: the wrong ones among them, and the right ones."""
        wrong = set(self.answers.wrong)
        return all(
            number in fit.explained | fit.open if number in wrong else number not in fit.contradicted
            for number in numbers
            if number in self.answers.compared
        )
