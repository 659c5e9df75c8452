"""Finds a simple function from what was wanted to what came on every failing call: "the same, cut to whole numbers".

Pure. Each form of `forms` is tried on all failing calls of a function; the first that gives what came in every one is
said. Forms with a number in them (a constant, a factor) take it from the first call and must hold in the others.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from exercises.definition import Rule
from grader.grading.diagnosis.forms import FORMS, Form
from grader.grading.verdict.compare import Tolerance, as_array, is_int, is_real
from grader.grading.verdict.outcomes import same_value
from grader.grading.verdict.values import number_text

_SMALLEST = 3
"""Cells, over all calls, below which a form that has a number in it proves nothing."""


@dataclass(frozen=True)
class Failing:
    """One failing call: what was wanted, and what came; its arguments by name, the first of
    them, and what can be counted in them."""

    wanted: Any
    got: Any
    tolerance: Tolerance
    given: Mapping[str, Any] = field(default_factory=dict)
    start: Any = None
    counts: Mapping[str, int] = field(default_factory=dict)


def _equal(one: Any, other: Any, tolerance: Tolerance) -> bool:
    if (as_array(one) is None) != (as_array(other) is None):
        return False
    if is_real(one) and is_real(other):
        return same_value(Rule.FLOAT, one, other, tolerance)
    return same_value(Rule.ARRAY if as_array(one) is not None else Rule.SAME, one, other, tolerance)


def _holds(form: Form, call: Failing) -> bool:
    try:
        with np.errstate(all="ignore"):
            made = form(call.wanted)
            return made is not None and _equal(made, call.got, call.tolerance)
    except (ValueError, IndexError, TypeError, OverflowError, np.exceptions.AxisError):
        return False


def _is_blank(value: Any) -> bool:
    """Return whether an answer is zero all over, which many forms give."""
    array = as_array(value)
    return array is not None and not array.any()


def _form(calls: Sequence[Failing], right: Sequence[Failing]) -> str:
    """Return the form that all failing calls have; one that leaves the right calls right comes first."""
    fitting = [(words, form) for words, form in FORMS if all(_holds(form, call) for call in calls)]
    also = (words for words, form in fitting if all(_holds(form, call) for call in right))
    return next(also, fitting[0][0] if fitting else "")


# --- how the answer was handed back ----------------------------------------------------------------------------------


def _parsed(text: Any) -> Any:
    try:
        return ast.literal_eval(text) if isinstance(text, str) and len(text) < 2000 else None
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return None


def _handed_back(calls: Sequence[Failing], printed: str) -> Iterator[str]:
    """Say where what came holds the right answer, in a wrapping."""
    got = [call.got for call in calls]
    if all(one is None for one in got):
        said = [number_text(float(call.wanted)) for call in calls if is_real(call.wanted)]
        is_printed = said and sum(text in printed for text in said) > len(said) // 2
        yield (
            "the right answer is printed, not returned: give it back with return"
            if is_printed
            else "nothing comes back (None): is a return missing, or behind an if that is never true?"
        )
    if all(
        isinstance(one, str) and _equal(call.wanted, _parsed(one), call.tolerance)
        for one, call in zip(got, calls, strict=True)
    ):
        yield "what came is the right answer as a text: return the number itself, without str or an f-string"
    if all(
        is_int(call.wanted) and isinstance(one, float | np.floating) and one == call.wanted
        for one, call in zip(got, calls, strict=True)
    ):
        yield "what came is the right number as a float: use // instead of /, or int() around it"
    for where, words in ((0, "first"), (-1, "last")):
        inner = [one[where] if isinstance(one, list | tuple) and one else None for one in got]
        if all(
            one is not None and _equal(call.wanted, one, call.tolerance) for one, call in zip(inner, calls, strict=True)
        ):
            most = max(len(one) for one in got)
            yield (
                "what came is the right answer inside a list or tuple: return it by itself"
                if most == 1
                else f"what came holds the right answer as the {words} of several values: return that one alone"
            )
    for one in (_without_axes(calls), _other_shape(calls)):
        if one:
            yield one


def _without_axes(calls: Sequence[Failing]) -> str:
    for call in calls:
        wanted, got = as_array(call.wanted), as_array(call.got)
        if (
            wanted is None
            or got is None
            or wanted.ndim == got.ndim
            or np.squeeze(got).shape != np.squeeze(wanted).shape
        ):
            return ""
        if not _equal(np.squeeze(wanted), np.squeeze(got), call.tolerance):
            return ""
    more = np.ndim(calls[0].got) > np.ndim(calls[0].wanted)
    said = "an axis of length 1 too many" if more else "its axes of length 1 left out"
    return f"what came is what was wanted with {said}"


def _other_shape(calls: Sequence[Failing]) -> str:
    for call in calls:
        wanted, got = as_array(call.wanted), as_array(call.got)
        if wanted is None or got is None or wanted.shape == got.shape or wanted.size != got.size or wanted.ndim < 1:
            return ""
        if not _equal(wanted.ravel(), got.ravel(), call.tolerance):
            return ""
    return "the numbers are right and in the right order, but their shape is another: see reshape"


# --- forms with a number in them -------------------------------------------------------------------------------------


def _with_a_number(calls: Sequence[Failing]) -> Iterator[str]:
    pairs = [(as_array(call.wanted), as_array(call.got)) for call in calls]
    if any(a is None or b is None or a.shape != b.shape or not a.size for a, b in pairs):
        return
    wanted = np.concatenate([np.ravel(a) for a, _ in pairs if a is not None])
    got = np.concatenate([np.ravel(b) for _, b in pairs if b is not None])
    if wanted.size < _SMALLEST or not np.isfinite(got).all():
        return
    tolerance = calls[0].tolerance
    close = tolerance.atol + tolerance.rtol * np.abs(wanted)
    offset = float((got - wanted)[np.argmin(np.abs(wanted))])
    tells = abs(offset) > 4 * close
    if len(calls) > 1 and tells.sum() >= _SMALLEST and (np.abs(got - wanted - offset) <= 4 * close)[tells].all():
        yield f"what came is what was wanted {'plus' if offset > 0 else 'minus'} {number_text(abs(offset), 4)}"
    nonzero = wanted != 0
    if nonzero.sum() >= _SMALLEST and not got[~nonzero].any():
        factors = got[nonzero] / wanted[nonzero]
        if _same_all(factors, 1.0, tolerance) and factors[0] != 0:
            factor = float(factors[0])
            small = 0 < abs(factor) < 1
            said = f"divided by {number_text(1 / factor, 4)}" if small else f"times {number_text(factor, 4)}"
            yield f"what came is what was wanted {said}"


def _as_given(calls: Sequence[Failing]) -> Iterator[str]:
    """Say where what came is an argument, as it was given."""
    for name, value in calls[0].given.items():
        if isinstance(value, np.ndarray) and all(
            name in call.given and _equal(call.given[name], call.got, call.tolerance) for call in calls
        ):
            yield f"{name} comes back as it was given: is the result returned, and is the loop reached?"


def _with_a_count(calls: Sequence[Failing]) -> Iterator[str]:
    """Say where another number is added or multiplied in each call, which can be counted in its arguments."""
    pairs = [(as_array(call.wanted), as_array(call.got)) for call in calls]
    if len(calls) < _SMALLEST or any(a is None or b is None or a.shape != b.shape or not a.size for a, b in pairs):
        return
    known = [name for name in calls[0].counts if all(name in call.counts for call in calls)]
    tolerance = calls[0].tolerance
    for name in known:
        counted = [call.counts[name] for call in calls]
        if len({*counted}) < 2:
            continue
        for of, factor in _MULTIPLES:
            steps = [factor * count for count in counted]
            if all(_off_by(pair, step, tolerance) for pair, step in zip(pairs, steps, strict=True)):
                yield f"what came is what was wanted {'plus' if factor > 0 else 'minus'} {of}{name}"
        for said, power in (("times", 1), ("divided by", -1)):
            if all(
                count and _equal(a * float(count) ** power, b, tolerance)
                for (a, b), count in zip(pairs, counted, strict=True)
                if a is not None
            ):
                yield f"what came is what was wanted {said} {name}"


_MULTIPLES = (("", 1), ("", -1), ("twice ", 2), ("twice ", -2), ("four times ", 4), ("four times ", -4))


def _off_by(pair: tuple[np.ndarray | None, np.ndarray | None], step: int, tolerance: Tolerance) -> bool:
    wanted, got = pair
    return wanted is not None and bool(step) and _equal(wanted + step, got, tolerance)


def _same_all(values: np.ndarray, size: float, tolerance: Tolerance) -> bool:
    return bool(np.ptp(values) <= 4 * (tolerance.atol + tolerance.rtol * size)) and bool(values[0])


def same_up_to(calls: Sequence[Failing], right: Sequence[Failing], printed: str) -> str:
    """Return the sentence for these failing calls; empty where what came is no simple function of what was wanted.

    `right` are the calls of the same function that are right: a form that would have changed them must say where.
    """
    if not calls:
        return ""
    for said in _handed_back(calls, printed):
        return said
    cells = [array.size for call in calls if (array := as_array(call.wanted)) is not None]
    enough = len(calls) > 1 or sum(cells) > 1
    if not enough or all(_is_blank(call.got) for call in calls):
        return ""
    words = _form(calls, right)
    if words:
        return f"what came is {words}" if words.startswith("the ") else f"what came is what was wanted, {words}"
    return next(_with_a_number(calls), "") or next(_as_given(calls), "") or next(_with_a_count(calls), "")


def constant(calls: Sequence[Failing], right: Sequence[Failing]) -> str:
    """Return the sentence for a function that gives the same answer whatever it is asked."""
    everything = [*calls, *right]
    if len(everything) < _SMALLEST or not right:
        return ""
    first = everything[0].got
    if first is None or not all(_equal(first, one.got, one.tolerance) for one in everything):
        return ""
    if all(_equal(everything[0].wanted, one.wanted, one.tolerance) for one in everything):
        return ""
    return "the same answer comes whatever is given: is it typed in, or are the arguments never used?"
