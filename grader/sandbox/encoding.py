"""Writes any value as `wire` says. Runs in the child beside hostile code: what it needs is captured here, at import."""

from __future__ import annotations

import sys
from collections.abc import Callable
from numbers import Real
from typing import Any

import numpy as np

from grader.sandbox.wire import (
    ALIGNED,
    DEEPEST,
    LARGEST_ARRAY,
    LONGEST_INT,
    LONGEST_TEXT,
    MOST_KEYS,
    PLAIN_DTYPES,
    SMALL,
    Packed,
    Token,
    is_key,
    layout_of,
)

_array, _contiguous, _ndarray, _generic = np.array, np.ascontiguousarray, np.ndarray, np.generic
_SCALARS = frozenset(
    (
        np.bool_,
        np.int8,
        np.uint8,
        np.int16,
        np.uint16,
        np.int32,
        np.uint32,
        np.int64,
        np.float16,
        np.float32,
        np.float64,
    )
)
"""NumPy's scalars that every token can hold."""
_SELVES = frozenset((type(None), bool, float))


def _type_name(value: Any) -> str:
    kind = type(value)
    module = str(getattr(kind, "__module__", ""))
    return str(kind.__name__) if module == "builtins" else f"{module}.{kind.__qualname__}"


class _Encoder:
    """Writes values behind one another; `layouts` keeps how arrays lie in memory."""

    def __init__(self, *, layouts: bool) -> None:
        self.tokens: list[Token] = []
        self.blob = bytearray()
        self._layouts = layouts

    def value(self, value: Any, depth: int = 0) -> None:
        kind = type(value)
        if kind in _SELVES:
            self.tokens.append(value)
        elif kind is _ndarray:
            self._put_array(value)
        elif kind is list or kind is tuple:
            self._put_items(value, "lt"[kind is tuple], depth)
        else:
            self._put_other(value, depth)

    def _put_other(self, value: Any, depth: int) -> None:
        for kind, put in _KINDS:
            if isinstance(value, kind):
                put(self, value, depth)
                return
        torch = sys.modules.get("torch")
        if torch is not None and isinstance(value, torch.Tensor):
            self._put_tensor(value, torch)
        else:
            self._put_opaque(_type_name(value))

    def _put_opaque(self, type_name: str, text: str = "") -> None:
        self.tokens += ("o", _clean(type_name[:100]), _clean(text[:200]))

    def _put_int(self, value: int, depth: int) -> None:
        number = int.__int__(value)
        if -SMALL < number < SMALL:
            self.tokens.append(number)
        elif number.bit_length() < 4 * LONGEST_INT - 16:
            self.tokens += ("i", hex(number))
        else:
            self._put_opaque("int", "of thousands of digits")

    def _put_float(self, value: float, depth: int) -> None:
        self.tokens.append(float.__float__(value))

    def _put_real(self, value: Any, depth: int) -> None:
        self.tokens.append(float(value))

    def _put_str(self, value: str, depth: int) -> None:
        self.tokens += ("s", _clean(str.__str__(value)[:LONGEST_TEXT]))

    def _put_scalar(self, value: np.generic, depth: int) -> None:
        name = str(value.dtype.name)
        if name in PLAIN_DTYPES:
            self.tokens += ("N", name)
            self.value(value.item(), depth + 1)
        else:
            self._put_opaque(f"numpy.{name}")

    def _put_items(self, value: list[Any] | tuple[Any, ...], tag: str, depth: int) -> None:
        if depth >= DEEPEST:
            self._put_opaque(_type_name(value), "nested too deeply")
            return
        items = list(list.__iter__(value) if isinstance(value, list) else tuple.__iter__(value))
        kinds = {*map(type, items)}
        if kinds <= _SELVES or (kinds == {int} and max(items) < SMALL and min(items) > -SMALL):
            self.tokens += (tag.upper(), len(items), *items)
            return
        if len(kinds) == 1 and kinds <= _SCALARS:
            plain = _array(items)
            self.tokens += ({"l": "V", "t": "W"}[tag], plain.dtype.name, len(items), *plain.tolist())
            return
        self.tokens += (tag, len(items))
        for item in items:
            self.value(item, depth + 1)

    def _put_list(self, value: list[Any], depth: int) -> None:
        self._put_items(value, "l", depth)

    def _put_tuple(self, value: tuple[Any, ...], depth: int) -> None:
        self._put_items(value, "t", depth)

    def _put_dict(self, value: dict[Any, Any], depth: int) -> None:
        pairs = list(dict.items(value))
        if depth >= DEEPEST or len(pairs) > MOST_KEYS or not all(is_key(key) for key, _ in pairs):
            why = "nested too deeply" if depth >= DEEPEST else "with keys that do not travel"
            self._put_opaque(_type_name(value), why)
            return
        self.tokens += ("d", len(pairs))
        for key, item in pairs:
            self.value(key, depth + 1)
            self.value(item, depth + 1)

    def _put_subclass(self, value: np.ndarray, depth: int) -> None:
        self._put_array(_ndarray.view(value, _ndarray))

    def _put_array(self, value: np.ndarray) -> None:
        name = value.dtype.name
        numbers = name == "object" and all(isinstance(one, Real) for one in value.flat)
        if numbers or name in ("longdouble", "float96", "float128"):
            value, name = value.astype("float64"), "float64"
        elif name not in PLAIN_DTYPES:
            self._put_opaque(f"array of dtype {value.dtype}", f"shape {value.shape}")
            return
        if value.nbytes > LARGEST_ARRAY:
            self._put_opaque(f"array of shape {value.shape}", "too large to send")
            return
        self.tokens += ("a", name, layout_of(value) if self._layouts else "C", value.ndim, *value.shape)
        self.blob += bytes(-len(self.blob) % ALIGNED)
        # in native byte order, cell by cell as they are indexed
        self.blob += _contiguous(value, dtype=value.dtype.newbyteorder("=")).tobytes()

    def _put_tensor(self, value: Any, torch: Any) -> None:
        plain = torch.Tensor.detach(value)
        if plain.device.type == "meta":
            self._put_opaque("tensor on the meta device", f"shape {tuple(plain.shape)}")
            return
        if plain.layout is not torch.strided:
            plain = plain.to_dense()
        if plain.dtype is torch.bfloat16:
            plain = plain.float()
        self._put_array(plain.resolve_conj().resolve_neg().cpu().numpy())


def _clean(text: str) -> str:
    return text.encode("utf-8", "replace").decode()


_KINDS: tuple[tuple[type, Callable[[_Encoder, Any, int], None]], ...] = (
    (_generic, _Encoder._put_scalar),  # before float: np.float64 is one
    (int, _Encoder._put_int),
    (str, _Encoder._put_str),
    (float, _Encoder._put_float),
    (_ndarray, _Encoder._put_subclass),
    (tuple, _Encoder._put_tuple),
    (list, _Encoder._put_list),
    (dict, _Encoder._put_dict),
    (Real, _Encoder._put_real),  # a Fraction, say
)


def encode(value: Any, *, layouts: bool = False) -> Packed:
    """Return `value` as it travels. With `layouts` an array comes back with its axes in memory as they were."""
    encoder = _Encoder(layouts=layouts)
    encoder.value(value)
    return Packed(encoder.tokens, encoder.blob)
