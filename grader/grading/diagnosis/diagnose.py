"""Finds a run's diagnosis from its outcomes: the smallest set of causes that accounts for them, check by check.

Pure. What mistakes return together is asked of whoever can play them, and only when a wrong answer needs it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from exercises.definition import Mistake
from grader.grading.diagnosis.answers import Outcomes
from grader.grading.diagnosis.insights import Insights
from grader.grading.diagnosis.mistakes import Candidate, Explained, Search, deviating
from grader.grading.diagnosis.only_when import LEAST
from grader.grading.diagnosis.trials import speaks_against

Ask = Callable[[Sequence[tuple[Mistake, ...]]], Mapping[str, Outcomes]]
"""What mistakes made together return, by their slugs joined with "+"."""


_AT_ONCE = 32
"""Combinations that are asked for together, before the next are."""


@dataclass(frozen=True)
class OfCheck:
    """What explains one check: mistakes that together give its outcomes, and a sentence.

    Not `firm`: the sentence says what wrong answers look like, and no more.
    """

    mistakes: tuple[Mistake, ...] = ()
    insight: str = ""
    firm: bool = True


@dataclass(frozen=True)
class OfRun:
    """What explains a run, by the numbers of its checks."""

    checks: Mapping[int, OfCheck] = field(default_factory=dict)


def _found(search: Search, insights: Insights, ask: Ask) -> Explained | None:
    """Return the candidate that accounts for everything, or the best of those that deserve a name.

    No name where what came has one form in more cases than the name explains.
    """
    singles = search.fits
    whole = search.whole(singles)
    if whole is not None:
        return whole
    sets, fits = search.plausible(), list(singles)
    for start in range(0, len(sets), _AT_ONCE):
        fits += _played(search, sets[start : start + _AT_ONCE], ask)
        whole = search.whole(fits[len(singles) :])
        if whole is not None:
            return whole
    triples = _played(search, search.widened(fits[len(singles) :]), ask)
    whole = search.whole(triples)
    if whole is not None:
        return whole
    best, forms = search.partial([*fits, *triples]), insights.forms()
    if best is None:
        return None
    named = {n for n in search.answers.wrong if search.answers.function(n) in best.candidate.functions}
    more_of_one_form = any(len(form.cases & named) > len(best.explained & form.cases) for form in forms)
    return None if more_of_one_form else best


def _all_found(search: Search, insights: Insights, ask: Ask) -> list[tuple[Search, Explained]]:
    """Return what accounts for the run; where that leaves a function's wrong answers open,
    what accounts for it alone.
    """
    answers = search.answers
    found = [(search, one)] if (one := _found(search, insights, ask)) and _is_believed(search, one, insights) else []
    explained = {answers.function(n) for _, one in found for n in one.explained}
    functions = dict.fromkeys(map(answers.function, answers.wrong))
    for function in functions if len(functions) > 1 else ():
        if function not in explained:
            own = search.of(answers.of_function(function))
            alone = _found(own, insights, ask)
            if alone is not None and _is_believed(own, alone, insights):
                found.append((own, alone))
    return found


def _is_believed(search: Search, found: Explained, insights: Insights) -> bool:
    """Return whether more cases leave a name standing that few speak for."""
    few = len(found.explained & search.telling) < LEAST
    return not (few and speaks_against(insights.trials, found.candidate.mistakes))


def _played(search: Search, sets: Sequence[tuple[Mistake, ...]], ask: Ask) -> list[Explained]:
    if not sets:
        return []
    returned, found = ask(sets), []
    for one in sets:
        outcomes = returned.get("+".join(mistake.slug for mistake in one), {})
        if search.is_promising(outcomes):
            found.append(search.fit(Candidate(one, deviating(search.answers, outcomes))))
    return found


def _needed(search: Search, found: Explained, numbers: Sequence[int]) -> tuple[Mistake, ...]:
    """Return the mistakes of a set that a check needs: one of them alone where it gives all that came there."""
    wrong = set(search.answers.wrong).intersection(numbers)
    if not search.covers(found, numbers) or not wrong & found.explained:
        return ()
    for mistake in found.candidate.mistakes:
        (alone,) = (fit for fit in search.fits if fit.candidate.mistakes == (mistake,))
        if wrong <= alone.explained and search.covers(alone, numbers):
            return (mistake,)
    return found.candidate.mistakes


def _partly(search: Search, found: Explained | None, numbers: Sequence[int]) -> str:
    """Say how many wrong answers of a check are those of a mistake, where no right one speaks against it."""
    wrong = set(search.answers.wrong).intersection(numbers)
    fits = [found] if found else [fit for fit in search.fits if not fit.contradicted & search.answers.passed]
    shares = {" and ".join(f"'{name}'" for name in fit.candidate.names): len(fit.explained & wrong) for fit in fits}
    most = max(shares.values(), default=0)
    names = [name for name, share in shares.items() if share == most]
    if 2 * most < len(wrong) or len(names) > 1 or not (found or most > 1):
        return ""
    return f"{most} of the {len(wrong)} wrong answers here are those of {names[0]}"


def diagnose(search: Search, insights: Insights, ask: Ask) -> OfRun:
    """Return the diagnosis of a run with at least one wrong case."""
    answers = search.answers
    found = _all_found(search, insights, ask) if answers.wrong else []
    named: dict[int, tuple[Mistake, ...]] = {}
    for index, (check, numbers) in enumerate(answers.checks):
        if check.judge is None:
            needed = (one for where, what in found for one in _needed(where, what, numbers))
            named[index] = tuple(dict.fromkeys(needed))
    explained = {n for index, (_, numbers) in enumerate(answers.checks) if named.get(index) for n in numbers}
    rest = [number for number in answers.wrong if number not in explained]
    told = insights.of(rest)
    told_of = {number: one for one in reversed(told) for number in one.cases}
    checks = {}
    for index, (_, numbers) in enumerate(answers.checks):
        of_check = next((told_of[n] for n in numbers if n in told_of), None)
        said, firm = (of_check.sentence, of_check.firm) if of_check else ("", False)
        if not said and any(n in rest for n in numbers):
            said = _partly(search, found[0][1] if found else None, numbers)
        checks[index] = OfCheck(named.get(index, ()), said, firm)
    return OfRun(checks)
