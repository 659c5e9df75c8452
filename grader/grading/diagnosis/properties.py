"""Lists what can be said of a call's inputs in a few words: each property splits the calls in two.

Pure. General properties of any argument, in the order in which a student should hear of them; an exercise adds its own
in words (`Exercise.properties`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

import numpy as np

from exercises.definition import Case
from exercises.properties import Property
from grader.core.results import Outcome, OutcomeKind


def is_whole(value: Any) -> bool:
    """Return whether a value is a whole number."""
    return isinstance(value, int | np.integer) and not isinstance(value, bool)


def _number(name: str, value: int) -> Iterator[tuple[str, str, bool]]:
    yield f"with {name} 0", f"with {name} above 0", value == 0
    yield f"with {name} 1", f"with {name} other than 1", value == 1
    yield f"with {name} 0 or 1", f"with {name} above 1", value < 2
    yield f"with an even {name}", f"with an odd {name}", value % 2 == 0
    yield f"with {name} 2", f"with {name} other than 2", value == 2


def _array(name: str, value: np.ndarray) -> Iterator[tuple[str, str, bool]]:
    if value.ndim > 1:
        height, width = value.shape[-2:]
        are = "are" if _is_plural(name) else "is"
        yield f"with {_a(name, 'square ')}", f"with {_a(name)} that {are} not square", height == width
        yield (
            f"with {_a(name)} of more rows than columns",
            f"with {_a(name)} of no more rows than columns",
            height > width,
        )
        yield f"with {_a(name)} of odd sides", f"with {_a(name)} of an even side", bool(height % 2 and width % 2)
        yield f"with {_a(name)} of 3x3", f"with {_a(name)} of another size than 3x3", (height, width) == (3, 3)
        yield f"with {_a(name)} of one cell", f"with {_a(name)} of more than one cell", height * width == 1
    if value.ndim == 3:
        yield f"with one channel in {name}", f"with several channels in {name}", value.shape[0] == 1
        yield f"with three channels in {name}", f"with other than three channels in {name}", value.shape[0] == 3
    if value.ndim == 4:
        yield f"with one {name.removesuffix('s')}", f"with several {name}", value.shape[0] == 1
    if value.ndim == 1:
        yield f"with {_a(name)} of one number", f"with {_a(name)} of several numbers", len(value) == 1
    yield f"with {_a(name)} of one axis", f"with {_a(name)} of several axes", value.ndim == 1
    yield f"with {_a(name)} of two axes", f"with {_a(name)} of other than two axes", value.ndim == 2
    yield from _contents(name, value)


def _contents(name: str, value: np.ndarray) -> Iterator[tuple[str, str, bool]]:
    if not value.size or value.dtype.kind not in "iuf":
        return
    whole = bool(np.all(value == np.round(value)))
    yield f"with whole numbers in {name}", f"with fractions in {name}", whole
    yield f"with negative numbers in {name}", f"without negative numbers in {name}", bool((value < 0).any())
    yield f"with negative numbers alone in {name}", f"with a number of 0 or more in {name}", bool((value < 0).all())
    yield f"with zeros in {name}", f"without a zero in {name}", bool((value == 0).any())
    yield (
        f"with {_a(name)} that {'lie' if _is_plural(name) else 'lies'} in memory in order",
        f"with {_a(name, 'transposed or sliced ')}",
        value.flags.c_contiguous,
    )


def _is_plural(name: str) -> bool:
    return name.endswith("s") and not name.endswith(("as", "is", "os", "ss", "us")) and len(name) > 2


def _a(name: str, kind: str = "") -> str:
    """Return an argument's name with its article, and before it a word for what kind of one it is."""
    if _is_plural(name):
        return f"{kind}{name}"
    has_vowel = name[:1] in "aeio" or name in ("f", "h", "l", "m", "n", "r", "s", "x")
    return f"an {name}" if has_vowel and not kind else f"a {kind}{name}"


def _sequence(name: str, value: Sequence[Any]) -> Iterator[tuple[str, str, bool]]:
    yield f"with no {name}", f"with {name}", not value
    yield f"with at most one of {name}", f"with several {name}", len(value) < 2
    yield f"with at most two of {name}", f"with more than two {name}", len(value) < 3
    kinds = {item[0] for item in value if isinstance(item, tuple) and item and isinstance(item[0], str)}
    for kind in sorted(kinds):
        yield f"with {kind} among {name}", f"without {kind} among {name}", True


def _between(names: tuple[str, str], one: Any, other: Any) -> Iterator[tuple[str, str, bool]]:
    a, b = names
    if is_whole(one) and is_whole(other):
        yield f"with {a} equal to {b}", f"with {a} other than {b}", one == other
        yield f"with {a} above {b}", f"with {a} at most {b}", one > other
        yield f"with {a} below {b}", f"with {a} at least {b}", one < other
    if isinstance(one, np.ndarray) and isinstance(other, np.ndarray) and one.ndim > 1 and other.ndim > 1:
        larger = any(mine < theirs for mine, theirs in zip(one.shape[-2:], other.shape[-2:], strict=True))
        fits = "fit" if _is_plural(b) else "fits"
        yield f"with {_a(b, 'larger ')} than {a}", f"with {_a(b)} that {fits} into the {a}", larger
        yield f"with {a} and {b} both square", f"with {a} or {b} not square", _square(one) and _square(other)
    for array, name, number, of in ((one, a, other, b), (other, b, one, a)):
        if isinstance(array, np.ndarray) and array.ndim > 1 and is_whole(number):
            yield (
                f"with {of} above the sides of {name}",
                f"with {of} at most a side of {name}",
                number > max(array.shape[-2:]),
            )


def _square(array: np.ndarray) -> bool:
    return bool(array.shape[-1] == array.shape[-2])


def arguments_of(case: Case, parameters: Sequence[str]) -> dict[str, Any]:
    """Return a call's arguments by name, those left out missing."""
    names = [*parameters, *(f"argument {n + 1}" for n in range(len(parameters), len(case.args)))]
    return {**dict(zip(names, case.args, strict=False)), **case.kwargs}


def sides_of(
    case: Case, parameters: Sequence[str], wanted: Outcome, turn: int, declared: Sequence[Property]
) -> Mapping[tuple[str, str], bool]:
    """Return every property of a call: its two wordings (where it holds, where not), and whether it holds here.

    `turn` counts the calls of the same function.
    """
    found: dict[tuple[str, str], bool] = {}

    def note(said: Iterator[tuple[str, str, bool]]) -> None:
        found.update({(yes, no): holds for yes, no, holds in said})

    error = wanted.kind is OutcomeKind.RAISED
    found[f"where {wanted.error if error else 'an error'} is wanted", "where a result is wanted"] = error
    named = arguments_of(case, parameters) if case.function == case.student_function else {}
    for one in declared if named else ():
        holds = one.holds(named)
        if holds is not None:
            found[one.words, one.otherwise] = holds
    for name, value in named.items():
        if is_whole(value):
            note(_number(name, int(value)))
        elif isinstance(value, np.ndarray):
            note(_array(name, value))
        elif isinstance(value, list | tuple):
            note(_sequence(name, value))
    for (a, one), (b, other) in combinations(named.items(), 2):
        note(_between((a, b), one, other))
    for name in parameters:
        found[f"without {name}", f"with {name} given"] = name not in named
        found[f"with {name} given by name", f"with {name} given by position"] = name in case.kwargs
    found["that are the first", "after the first"] = turn == 0
    return found
