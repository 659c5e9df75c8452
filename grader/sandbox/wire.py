"""Messages between the parent and a child: a JSON tree with the arrays in a safetensors blob, never pickle.

Owns the encoding of values and the framing of messages. What a message means belongs to `child` and `client`. Decoding
is strict: whatever bytes come, `decode` gives plain data or raises WireError.

A frame is the magic, the length of the JSON, the length of the blob, the JSON, the blob. A value is a tagged list:
    ["n"] None   ["b", x] bool   ["i", x] int (hexadecimal text when large)   ["f", x] float   ["s", x] str
    ["l", [..]] list   ["t", [..]] tuple   ["d", [[k, v], ..]] dict   ["N", dtype, value] NumPy scalar
    ["a", key, layout] array in the blob; `layout` says how its axes lie in memory: it is rebuilt as such a view
    ["o", type, text] anything else: its type's name and a short text
"""

from __future__ import annotations

import json
import struct
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import safetensors.numpy

MAGIC = b"CNN1"
HEADER = struct.Struct("!4sIQ")
LARGEST_TREE = 8 << 20
"""Bytes of JSON in one result: decoded they are several times as much."""
MOST_KEYS = 4096
LARGEST_RESULT = 64 << 20
DEEPEST = 40
LONGEST_INT = 4096
PLAIN_DTYPES = frozenset(
    ("bool", "uint8", "int8", "uint16", "int16", "uint32", "int32", "uint64", "int64", "float16", "float32", "float64")
)


class WireError(Exception):
    """The bytes are not a message of ours."""


@dataclass(frozen=True)
class Opaque:
    """A value that does not travel: its type's name and a short text about it."""

    type_name: str
    text: str = ""


# --- encoding (runs in the child beside hostile code: every function it needs is captured here, at import) ---

_array, _contiguous, _ndarray, _generic = np.array, np.ascontiguousarray, np.ndarray, np.generic
_dumps, _save = json.dumps, safetensors.numpy.save


def _type_name(value: Any) -> str:
    kind = type(value)
    module = str(getattr(kind, "__module__", ""))
    return str(kind.__name__) if module == "builtins" else f"{module}.{kind.__qualname__}"


def layout_of(array: np.ndarray) -> str:
    """ "C", or the axes from the slowest to the fastest in memory ("1,0,2"), with "S" where cells are skipped."""
    order = sorted(range(array.ndim), key=lambda axis: -abs(array.strides[axis]))
    skips = not array.transpose(order).flags.c_contiguous
    name = ",".join(map(str, order))
    if not skips and order == list(range(array.ndim)):
        return "C"
    return f"S{name}" if skips else name


class _Encoder:
    def __init__(self) -> None:
        self.blobs: dict[str, np.ndarray] = {}

    def array(self, value: np.ndarray) -> list[Any]:
        plain = _ndarray.view(value, _ndarray) if type(value) is not _ndarray else value
        name = plain.dtype.name
        if name in ("longdouble", "float96", "float128"):
            plain = plain.astype("float64")
        elif name not in PLAIN_DTYPES:
            return ["o", f"array of dtype {plain.dtype}", f"shape {plain.shape}"]
        if plain.nbytes > LARGEST_RESULT:
            return ["o", f"array of shape {plain.shape}", "too large to send"]
        key = str(len(self.blobs))
        # safetensors writes the buffer as it lies: a view must be copied first, in native byte order
        self.blobs[key] = _array(_contiguous(plain), dtype=plain.dtype.newbyteorder("=")).reshape(plain.shape)
        return ["a", key, layout_of(plain)]

    def tensor(self, value: Any, torch: Any) -> list[Any]:
        plain = torch.Tensor.detach(value)
        if plain.device.type == "meta":
            return ["o", "tensor on the meta device", f"shape {tuple(plain.shape)}"]
        if plain.layout is not torch.strided:
            plain = plain.to_dense()
        if plain.dtype is torch.bfloat16:
            plain = plain.float()
        return self.array(plain.resolve_conj().resolve_neg().cpu().numpy())

    def value(self, value: Any, depth: int = 0) -> list[Any]:
        if value is None:
            return ["n"]
        if value is True or value is False:
            return ["b", value]
        if isinstance(value, _ndarray):
            return self.array(value)
        if isinstance(value, _generic):  # before float: np.float64 is one
            return ["N", str(value.dtype.name), self.value(value.item(), depth + 1)]
        for kind, encode in _SCALARS:
            if isinstance(value, kind):
                return encode(value)
        torch = sys.modules.get("torch")
        if torch is not None and isinstance(value, torch.Tensor):
            return self.tensor(value, torch)
        return self.container(value, depth)

    def container(self, value: Any, depth: int) -> list[Any]:
        if depth >= DEEPEST:
            return ["o", _type_name(value), "nested too deeply"]
        if isinstance(value, tuple):
            return ["t", [self.value(item, depth + 1) for item in tuple.__iter__(value)]]
        if isinstance(value, list):
            return ["l", [self.value(item, depth + 1) for item in list.__iter__(value)]]
        if isinstance(value, dict):
            pairs = list(dict.items(value))
            if len(pairs) > MOST_KEYS or not all(_is_key(key) for key, _ in pairs):
                return ["o", _type_name(value), "with keys that do not travel"]
            return ["d", [[self.value(key, depth + 1), self.value(item, depth + 1)] for key, item in pairs]]
        return ["o", _type_name(value)[:100], ""]


def _is_key(key: Any) -> bool:
    """Names and small numbers: nothing whose hash a student's code could choose, to make dicts slow."""
    return key is None or type(key) in (str, bool) or (type(key) is int and -(1 << 53) < key < 1 << 53)


def _encode_int(value: int) -> list[Any]:
    number = int.__int__(value)
    if -(1 << 53) < number < 1 << 53:
        return ["i", number]
    return ["i", hex(number)] if number.bit_length() < 4 * LONGEST_INT - 16 else ["o", "int", "of thousands of digits"]


def _encode_float(value: float) -> list[Any]:
    return ["f", float.__float__(value)]


def _encode_str(value: str) -> list[Any]:
    return ["s", str.__str__(value)[:100_000].encode("utf-8", "replace").decode()]


_SCALARS: tuple[tuple[type, Callable[[Any], list[Any]]], ...] = (
    (int, _encode_int),
    (float, _encode_float),
    (str, _encode_str),
)


def encode_value(value: Any) -> tuple[list[Any], dict[str, np.ndarray]]:
    """The tagged tree of `value` and the arrays it refers to."""
    encoder = _Encoder()
    return encoder.value(value), encoder.blobs


def pack(message: dict[str, Any], values: Any = None) -> bytes:
    """A frame: `message` is plain JSON; `values` any value, encoded under the key "values"."""
    tree, blobs = encode_value(values)
    text = _dumps({**message, "values": tree}, separators=(",", ":")).encode()
    blob = _save(blobs) if blobs else b""
    return HEADER.pack(MAGIC, len(text), len(blob)) + text + blob


# --- decoding --------------------------------------------------------------------------------------------------------


def laid_out(array: np.ndarray, layout: str) -> np.ndarray:
    """A copy of `array` with the axes in memory as `layout` says."""
    if layout == "C" or not array.ndim:
        return array
    order = [int(axis) for axis in layout.removeprefix("S").split(",")]
    ordered = array.transpose(order)
    step = 2 if layout.startswith("S") else 1
    base = np.zeros((*ordered.shape[:-1], step * ordered.shape[-1]), array.dtype)
    view = base[..., ::step]
    view[...] = ordered
    return view.transpose(np.argsort(order))


def _decode_int(payload: Any) -> int:
    if isinstance(payload, str) and len(payload) <= LONGEST_INT:
        return int(payload, 16)
    if type(payload) is int:
        return payload
    raise WireError("not an int")


def _decode_dict(pairs: Any, blobs: dict[str, np.ndarray], depth: int) -> dict[Any, Any]:
    if len(pairs) > MOST_KEYS:
        raise WireError("too many keys")
    keys = [_decode(key, blobs, depth + 1) for key, _ in pairs]
    if not all(_is_key(key) for key in keys):
        raise WireError("not a key")
    return {key: _decode(item, blobs, depth + 1) for key, (_, item) in zip(keys, pairs, strict=True)}


def _decode(tree: Any, blobs: dict[str, np.ndarray], depth: int) -> Any:
    if not isinstance(tree, list) or not tree or depth > DEEPEST + 2:
        raise WireError("not a value")
    tag, *rest = tree
    if tag == "n":
        return None
    if tag in ("l", "t"):
        items = [_decode(item, blobs, depth + 1) for item in rest[0]]
        return items if tag == "l" else tuple(items)
    if tag == "d":
        return _decode_dict(rest[0], blobs, depth)
    if tag == "a":  # each array once: a small tree must not make many copies of a large blob
        return laid_out(blobs.pop(rest[0]), rest[1])
    if tag == "i":
        return _decode_int(rest[0])
    if tag == "f" and type(rest[0]) in (int, float):
        return float(rest[0])
    if (tag == "b" and isinstance(rest[0], bool)) or (tag == "s" and isinstance(rest[0], str)):
        return rest[0]
    if tag == "N" and rest[0] in PLAIN_DTYPES:
        return np.dtype(rest[0]).type(_decode(rest[1], blobs, depth + 1))
    if tag == "N":
        return Opaque(f"numpy.{rest[0]}"[:60], "")
    if tag == "o":
        return Opaque(str(rest[0])[:100], str(rest[1])[:200])
    raise WireError("not a value")


def unpack(text: bytes, blob: bytes) -> tuple[dict[str, Any], Any]:
    """The message and its values. Raises WireError for anything that `pack` would not have made."""
    try:
        message = json.loads(text)
        if not isinstance(message, dict):
            raise WireError("not a message")
        blobs = safetensors.numpy.load(blob) if blob else {}
        with np.errstate(all="ignore"):
            values = _decode(message.pop("values", ["n"]), blobs, 0)
    except WireError:
        raise
    # hostile bytes can make the decoders raise nearly anything: all of it means the same
    except Exception as error:
        raise WireError(f"{type(error).__name__}: {error}"[:200]) from None
    return message, values


class FrameReader:
    """Cuts a stream of bytes into frames. Raises WireError at the first byte that cannot belong to one."""

    def __init__(self, largest: int = LARGEST_RESULT, largest_tree: int = LARGEST_TREE) -> None:
        self._buffer = bytearray()
        self._largest, self._largest_tree = largest, largest_tree
        self._total = 0

    def feed(self, data: bytes) -> Iterator[tuple[dict[str, Any], Any]]:
        """The messages that `data` completes, one by one: those before a broken one count."""
        self._buffer += data
        self._total += len(data)
        if self._total > self._largest:
            raise WireError(f"more than {self._largest >> 20} MiB of results")
        while len(self._buffer) >= HEADER.size:
            magic, tree, blob = HEADER.unpack_from(self._buffer)
            if magic != MAGIC or tree > self._largest_tree or blob > self._largest:
                raise WireError("not a message")
            end = HEADER.size + tree + blob
            if len(self._buffer) < end:
                break
            body = bytes(self._buffer[HEADER.size : end])
            del self._buffer[:end]
            yield unpack(body[:tree], body[tree:])
