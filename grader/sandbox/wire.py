"""Defines how a value travels between the parent and a child: flat tokens, the bytes of its arrays. Never pickle.

Owns the form of values and their decoding; `encoding` writes them and `messages` carries them. Decoding is strict:
whatever comes, `decode` gives plain data or raises WireError, and what it makes is bounded by what came: a token
becomes one small value at most, and each byte of an array is used once.

A value is a run of tokens. None, True, 3 and 2.5 stand for themselves; any other begins with a text that names it:
    "s" text                    str
    "i" hexadecimal             int of more than 53 bits
    "l" n values..              list;  "L" n items.. where each item stands for itself
    "t" n values..              tuple; "T" n items..
    "d" n (key value)..         dict
    "N" dtype value             NumPy scalar
    "V" dtype n items..         list of NumPy scalars of one dtype;  "W" the tuple
    "a" dtype layout n sides..  array: its bytes lie in the blob; `layout` says how its axes lie in memory
    "o" type text               anything else: its type's name and a short text
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

Token = None | bool | int | float | str
MOST_KEYS = 4096
LARGEST_ARRAY = 64 << 20
DEEPEST = 40
MOST_AXES = 32
LONGEST_INT = 4096
LONGEST_TEXT = 100_000
PLAIN_DTYPES = frozenset(
    ("bool", "uint8", "int8", "uint16", "int16", "uint32", "int32", "uint64", "int64", "float16", "float32", "float64")
)
SMALL = 1 << 53
"""Ints below it, and above its negative, stand for themselves."""
ALIGNED = 8


class WireError(Exception):
    """The bytes are not a message of ours."""


@dataclass(frozen=True)
class Opaque:
    """A value that does not travel: its type's name and a short text about it."""

    type_name: str
    text: str = ""


@dataclass(frozen=True)
class Packed:
    """A value as it travels: its tokens, and its arrays' bytes, one behind the other at multiples of eight."""

    tokens: list[Token] = field(default_factory=list)
    blob: bytes | bytearray = b""


def is_key(key: Any) -> bool:
    """Return whether it is a name or a small number: a hash that no student's code could choose, to make dicts slow."""
    return key is None or type(key) in (str, bool) or (type(key) is int and -SMALL < key < SMALL)


def layout_of(array: np.ndarray) -> str:
    """Return "C", or the axes from the slowest to the fastest in memory ("1,0,2"), with "S" where cells are skipped."""
    if array.flags.c_contiguous:
        return "C"
    order = sorted(range(array.ndim), key=lambda axis: -abs(array.strides[axis]))
    skips = not array.transpose(order).flags.c_contiguous
    name = ",".join(map(str, order))
    if not skips and order == list(range(array.ndim)):
        return "C"
    return f"S{name}" if skips else name


def laid_out(array: np.ndarray, layout: str) -> np.ndarray:
    """Return a copy of `array` with the axes in memory as `layout` says."""
    if layout == "C" or not array.ndim:
        return array
    order = [int(axis) for axis in layout.removeprefix("S").split(",")]
    ordered = array.transpose(order)
    step = 2 if layout.startswith("S") else 1
    base = np.zeros((*ordered.shape[:-1], step * ordered.shape[-1]), array.dtype)
    view = base[..., ::step]
    view[...] = ordered
    return view.transpose(np.argsort(order))


class _Decoder:
    """Reads values from tokens and a blob, each once."""

    def __init__(self, packed: Packed, *, layouts: bool) -> None:
        self._tokens, self._blob, self._layouts = packed.tokens, packed.blob, layouts
        self._at = self._used = 0

    def whole(self) -> Any:
        value = self.value(0)
        if self._at != len(self._tokens) or self._used != len(self._blob):
            raise WireError("more than one value")
        return value

    def value(self, depth: int) -> Any:
        token = self._tokens[self._at]
        self._at += 1
        if type(token) is not str:
            return token
        if depth > DEEPEST + 2:
            raise WireError("nested too deeply")
        return _READERS[token](self, depth + 1)

    def _take(self, kind: type) -> Any:
        token = self._tokens[self._at]
        self._at += 1
        if type(token) is not kind:
            raise WireError(f"not a {kind.__name__}")
        return token

    def _count(self, most: int) -> int:
        count = self._take(int)
        if not 0 <= count <= most:
            raise WireError("not a number of items")
        return int(count)

    def _left(self) -> int:
        return len(self._tokens) - self._at

    def read_str(self, depth: int) -> str:
        return str(self._take(str))

    def read_int(self, depth: int) -> int:
        text = self._take(str)
        if len(text) > LONGEST_INT:
            raise WireError("not an int")
        return int(text, 16)

    def read_list(self, depth: int) -> list[Any]:
        return [self.value(depth) for _ in range(self._count(self._left()))]

    def read_tuple(self, depth: int) -> tuple[Any, ...]:
        return tuple(self.read_list(depth))

    def read_items(self, depth: int) -> list[Any]:
        count = self._count(self._left())
        items = self._tokens[self._at : self._at + count]
        self._at += count
        if str in {*map(type, items)}:
            raise WireError("not an item that stands for itself")
        return items

    def read_tuple_of_items(self, depth: int) -> tuple[Any, ...]:
        return tuple(self.read_items(depth))

    def read_dict(self, depth: int) -> dict[Any, Any]:
        found = {}
        for _ in range(self._count(MOST_KEYS)):
            key = self.value(depth)
            if not is_key(key):
                raise WireError("not a key")
            found[key] = self.value(depth)
        return found

    def read_scalar(self, depth: int) -> Any:
        name, value = self._take(str), self.value(depth)
        if name not in PLAIN_DTYPES or type(value) not in (bool, int, float):
            raise WireError("not a NumPy scalar")
        return np.dtype(name).type(value)

    def read_scalars(self, depth: int) -> list[Any]:
        name = self._take(str)
        if name not in PLAIN_DTYPES:
            raise WireError("not NumPy scalars")
        items = self.read_items(depth)
        if not {*map(type, items)} <= {bool, int, float}:
            raise WireError("not NumPy scalars")
        return list(np.array(items, name))

    def read_tuple_of_scalars(self, depth: int) -> tuple[Any, ...]:
        return tuple(self.read_scalars(depth))

    def read_array(self, depth: int) -> np.ndarray:
        name, layout = self._take(str), self._take(str)
        shape = [self._take(int) for _ in range(self._count(MOST_AXES))]
        if name not in PLAIN_DTYPES or (layout != "C" and not self._layouts) or min(shape, default=0) < 0:
            raise WireError("not an array")
        dtype, count = np.dtype(name), math.prod(shape)
        start = self._used + -self._used % ALIGNED
        self._used = start + count * dtype.itemsize
        if self._used > len(self._blob):
            raise WireError("an array without its bytes")
        cells = np.frombuffer(self._blob, dtype, count, start) if count else np.empty(0, dtype)
        return laid_out(cells.reshape(shape), layout)

    def read_opaque(self, depth: int) -> Opaque:
        return Opaque(self._take(str)[:100], self._take(str)[:200])


_READERS: dict[str, Callable[[_Decoder, int], Any]] = {
    "s": _Decoder.read_str,
    "i": _Decoder.read_int,
    "l": _Decoder.read_list,
    "L": _Decoder.read_items,
    "t": _Decoder.read_tuple,
    "T": _Decoder.read_tuple_of_items,
    "d": _Decoder.read_dict,
    "N": _Decoder.read_scalar,
    "V": _Decoder.read_scalars,
    "W": _Decoder.read_tuple_of_scalars,
    "a": _Decoder.read_array,
    "o": _Decoder.read_opaque,
}


def decode(packed: Packed, *, layouts: bool = False) -> Any:
    """Return the value. Raises WireError for anything that `encode` would not have made."""
    try:
        with np.errstate(all="ignore"):
            return _Decoder(packed, layouts=layouts).whole()
    except WireError:
        raise
    # hostile tokens can make NumPy raise nearly anything: all of it means the same
    except Exception as error:
        raise WireError(f"{type(error).__name__}: {error}"[:200]) from None
