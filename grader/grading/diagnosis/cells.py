"""Says where in an array the wrong cells lie, and how they are wrong, where no form fits.

Pure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

import numpy as np

from grader.core.text import plural
from grader.grading.diagnosis.up_to import Failing
from grader.grading.verdict.compare import as_array, differing, is_int, is_real
from grader.grading.verdict.values import kind_of, with_article

_FEW = 6
"""Numbers that are told one by one."""
_Pair = tuple[np.ndarray, np.ndarray, np.ndarray]
"""Wanted, got, and where they differ."""


def _edges(array: np.ndarray) -> dict[str, np.ndarray]:
    """Masks of the parts of an array that have a name."""
    masks = {}
    for words, where in (
        ("in the first row", (..., slice(0, 1), slice(None))),
        ("in the last row", (..., slice(-1, None), slice(None))),
        ("in the first column", (..., slice(None), slice(0, 1))),
        ("in the last column", (..., slice(None), slice(-1, None))),
    ):
        masks[words] = np.zeros(array.shape, bool)
        masks[words][where] = True
    masks["in the last row or column"] = masks["in the last row"] | masks["in the last column"]
    masks["at the edge"] = np.logical_or.reduce(list(masks.values()))
    masks["inside, away from the edge"] = ~masks["at the edge"]
    return masks


_BY_VALUE: tuple[tuple[str, Callable[[np.ndarray], np.ndarray]], ...] = (
    ("where a negative number is wanted", lambda wanted: wanted < 0),
    ("where a positive number is wanted", lambda wanted: wanted > 0),
    ("where 0 is wanted", lambda wanted: wanted == 0),
)


def _pairs(calls: Sequence[Failing]) -> list[_Pair] | None:
    """Wanted and got of each call, where all of them are arrays of the right shape."""
    found = []
    for call in calls:
        wanted, got = as_array(call.wanted), as_array(call.got)
        if wanted is None or got is None or wanted.shape != got.shape or wanted.size < 2:
            return None
        found.append((wanted, got, differing(wanted, got, call.tolerance)))
    return found


def _where(pairs: Sequence[_Pair]) -> Iterator[str]:
    for words, mask in _BY_VALUE:
        if all((wrong == mask(wanted)).all() for wanted, _, wrong in pairs) and not all(one.all() for *_, one in pairs):
            yield f"only the cells {words} are wrong"
    if all(wanted.ndim > 1 and min(wanted.shape[-2:]) > 2 for wanted, _, _ in pairs):
        for words in _edges(pairs[0][0]):
            if all((~wrong | _edges(wanted)[words]).all() for wanted, _, wrong in pairs):
                yield f"only cells {words} are wrong"
    for words, mask in _BY_VALUE:
        telling = any((~mask(wanted)).any() for wanted, _, _ in pairs)
        if telling and all((~wrong | mask(wanted)).all() for wanted, _, wrong in pairs):
            yield f"only cells {words} are wrong"


def _of_whole_numbers(calls: Sequence[Failing]) -> Iterator[str]:
    """Say where an array that can't hold fractions came and some are wanted."""
    kinds = {str(call.got.dtype) for call in calls if isinstance(call.got, np.ndarray)}
    whole = all(isinstance(call.got, np.ndarray) and call.got.dtype.kind in "iu" for call in calls)
    wanted = [as_array(call.wanted) for call in calls]
    if whole and any(array is not None and (array % 1).any() for array in wanted):
        kind = ", ".join(sorted(kinds))
        yield f"an array of whole numbers ({kind}) came, which can't hold fractions: look at its dtype"
    elif whole and kinds & {"uint8"}:
        yield "an array of bytes (uint8) came, which holds 0 to 255 alone: look at its dtype"


def _which_way(pairs: Sequence[_Pair]) -> Iterator[str]:
    got = np.concatenate([got[wrong] for _, got, wrong in pairs])
    wanted = np.concatenate([wanted[wrong] for wanted, _, wrong in pairs])
    if np.isnan(got).any():
        yield "some cells are NaN: something divided 0 by 0, or a cell was never written"
    elif not got.any():
        yield "every wrong cell is 0: it was never written, or something cleared it"
    elif len(got) > 5 and (got > wanted).all():
        yield "every wrong number is too large"
    elif len(got) > 5 and (got < wanted).all():
        yield "every wrong number is too small"


def of_shape(calls: Sequence[Failing]) -> Iterator[str]:
    """Yield how the shape of what came is wrong."""
    pairs = [(as_array(call.wanted), as_array(call.got)) for call in calls]
    shapes = [(a.shape, b.shape) for a, b in pairs if a is not None and b is not None]
    if len(shapes) < len(calls):
        return
    if len({len(b) - len(a) for a, b in shapes}) == 1 and len(shapes[0][0]) != len(shapes[0][1]):
        a, b = shapes[0]
        yield f"an array of {len(b)} axes came where one of {len(a)} is wanted, in every wrong call"
        return
    if any(len(a) != len(b) or a == b for a, b in shapes):
        return
    offs = {tuple(mine - right for right, mine in zip(a, b, strict=True)) for a, b in shapes}
    if len(offs) == 1:
        yield f"what came has {_off(offs.pop())}, in every wrong call"
    elif all(tuple(sorted(a)) == tuple(sorted(b)) for a, b in shapes):
        yield "the shape has the right numbers in another order"
    elif all(all(mine <= right for right, mine in zip(a, b, strict=True)) for a, b in shapes):
        yield "what came has too few numbers in every wrong call: look at its shape"
    elif all(all(mine >= right for right, mine in zip(a, b, strict=True)) for a, b in shapes):
        yield "what came has too many numbers in every wrong call: look at its shape"


def _off(offsets: tuple[int, ...]) -> str:
    names = {1: ("",), 2: ("row", "column"), 3: ("map", "row", "column")}.get(len(offsets), ("",) * len(offsets))
    parts = [
        f"{plural(abs(off), name or 'cell')} too {'many' if off > 0 else 'few'}"
        for off, name in zip(offsets, names, strict=True)
        if off
    ]
    return " and ".join(parts)


def _numbers(calls: Sequence[Failing]) -> Iterator[str]:
    if len(calls) < 2 or not all(is_real(call.wanted) and is_real(call.got) for call in calls):
        return
    every = "both wrong calls" if len(calls) == 2 else f"all {len(calls)} wrong calls"
    sizes = [(float(call.got), float(call.wanted)) for call in calls]
    if all(got == 0 for got, _ in sizes):
        yield f"0 came in {every}"
    elif all(got > wanted for got, wanted in sizes):
        yield f"what came is too large in {every}"
    elif all(got < wanted for got, wanted in sizes):
        yield f"what came is too small in {every}"
    elif all(is_int(call.wanted) and not float(call.got).is_integer() for call in calls):
        yield "what came is no whole number"


_KINDS: tuple[tuple[str, Callable[[object], bool]], ...] = (
    ("a text", lambda value: isinstance(value, str)),
    ("a truth value (True or False)", lambda value: isinstance(value, bool)),
    ("a dict", lambda value: isinstance(value, dict)),
    ("a single number", is_real),
    ("a list of texts", lambda value: isinstance(value, list | tuple) and any(isinstance(one, str) for one in value)),
    ("a list or tuple of several things", lambda value: isinstance(value, list | tuple) and as_array(value) is None),
    ("an array or list", lambda value: isinstance(value, list | tuple | np.ndarray)),
)


_BOTH_LISTS = {"an array or list", "a list or tuple of several things"}


def _kinds(calls: Sequence[Failing]) -> Iterator[str]:
    """Say where what came is of another kind than what was wanted."""
    came, asked = (
        [next((words for words, holds in _KINDS if holds(value)), "") for value in values]
        for values in ([call.got for call in calls], [call.wanted for call in calls])
    )
    kinds = {(mine, right) for mine, right in zip(came, asked, strict=True)}
    if len(kinds) == 1 and came[0] and asked[0] and came[0] != asked[0] and {*came, *asked} != _BOTH_LISTS:
        yield f"{came[0]} comes where {asked[0]} is wanted"


def _places(calls: Sequence[Failing]) -> Iterator[str]:
    """Say which part of the rows of a list is wrong."""
    lists = [(call.wanted, call.got) for call in calls]
    if not all(isinstance(a, list | tuple) and isinstance(b, list | tuple) for a, b in lists):
        return
    lengths = {len(b) - len(a) for a, b in lists}
    if len(lengths) == 1 and (off := lengths.pop()):
        entries = "1 entry" if abs(off) == 1 else f"{abs(off)} entries"
        yield f"{entries} too {'many' if off > 0 else 'few'} came in every wrong call"
    elif all(_pairs_of(a) for a, _ in lists) and not any(_pairs_of(b) for _, b in lists):
        yield f"each entry must be a pair, and {_entry(lists[0][1])}"
    elif all(len(a) == len(b) for a, b in lists) and all(_pairs_of(a) and _pairs_of(b) for a, b in lists):
        for part, words, other in ((0, "first", "second"), (1, "second", "first")):
            if all(tuple_of(x[part]) == tuple_of(y[part]) for a, b in lists for x, y in zip(a, b, strict=True)):
                yield f"the {words} part of every entry is right, the {other} is not"


def _entry(entries: Sequence[object]) -> str:
    """Say what stands where a pair is wanted."""
    one = next((entry for entry in entries if not _pairs_of([entry])), None)
    if isinstance(one, list | tuple):
        return f"one of these has {plural(len(one), 'part')}"
    return f"one of these is {with_article(kind_of(one))}"


def counted(calls: Sequence[Failing]) -> Iterator[str]:
    """Yield how far a count is off, where something was only counted."""
    wanted, got = calls[0].wanted, calls[0].got
    if len(calls) == 1 and is_int(wanted) and is_int(got):
        off = int(got) - int(wanted)
        yield f"{abs(off):,} {'more' if off > 0 else 'fewer'} than wanted"
    yield from _entries(calls)


def _entries(calls: Sequence[Failing]) -> Iterator[str]:
    """Numbers of a list that are missing, or not among those wanted."""
    wanted, got = calls[0].wanted, calls[0].got
    if len(calls) > 1 or not all(isinstance(one, list) and one and all(map(is_int, one)) for one in (wanted, got)):
        return
    missing, extra = (
        list((Counter(wanted) - Counter(got)).elements()),
        list((Counter(got) - Counter(wanted)).elements()),
    )
    if len(missing) + len(extra) > _FEW:
        return
    found = ((extra, "should not be there"), (missing, "missing"))
    yield f"in the list: {', '.join(f'{one:,} {words}' for numbers, words in found for one in numbers)}"


_ORDER = ("first", "second", "third", "fourth")


def _numbers_of_a_shape(calls: Sequence[Failing]) -> Iterator[str]:
    """Say which numbers of a shape are wrong, the same in every call."""
    shapes = [(call.wanted, call.got) for call in calls]
    if not all(isinstance(one, list | tuple) and one and all(map(is_int, one)) for pair in shapes for one in pair):
        return
    if len({len(one) for pair in shapes for one in pair}) > 1 or not 1 < len(shapes[0][0]) <= len(_ORDER):
        return
    offs = [{int(b[at]) - int(a[at]) for a, b in shapes} for at in range(len(shapes[0][0]))]
    if all(len(off) == 1 for off in offs):
        found = [(_ORDER[at], off.pop()) for at, off in enumerate(offs)]
        told = (f"the {name} number is {abs(off)} too {'large' if off > 0 else 'small'}" for name, off in found if off)
        yield "in every wrong call " + ", ".join(told)
        return
    right, wrong = ([_ORDER[at] for at, off in enumerate(offs) if (off == {0}) is holds] for holds in (True, False))
    if right:
        yield f"of the {len(offs)} numbers right: the {' and the '.join(right)}; wrong: the {' and the '.join(wrong)}"


def _pairs_of(rows: Sequence[object]) -> bool:
    return all(isinstance(row, list | tuple) and len(row) == 2 for row in rows)


def tuple_of(value: object) -> object:
    """Return a list as a tuple, so that the two are equal."""
    return tuple(value) if isinstance(value, list) else value


def patterns(calls: Sequence[Failing]) -> Iterator[str]:
    """Yield what the wrong answers have in common, the most telling first."""
    if not calls:
        return
    yield from _kinds(calls)
    yield from _of_whole_numbers(calls)
    pairs = _pairs(calls) if isinstance(calls[0].wanted, np.ndarray) else None
    if pairs is not None:
        yield from _where(pairs)
        yield from _which_way(pairs)
    yield from _numbers_of_a_shape(calls)
    yield from of_shape(calls)
    yield from _numbers(calls)
    yield from _places(calls)
