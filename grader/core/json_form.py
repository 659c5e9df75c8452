"""Turns graded results into plain JSON and back, so that gradebooks and histories hold data and never pickles.

Owns the stored form alone. The report that courses read is `report.json_report`'s.
"""

from __future__ import annotations

import json
import math
from dataclasses import replace
from typing import Any

import msgspec
import numpy as np

from grader.core.results import ExerciseResult

_DTYPES = ("bool", "float32", "float64", "int64")


class _Array(msgspec.Struct):
    shape: tuple[int, ...]
    dtype: str
    data: bytes


def _packed(value: Any) -> Any:
    if isinstance(value, np.generic):
        return value.item()
    if not isinstance(value, np.ndarray):
        raise TypeError(f"{type(value).__name__} in a result")
    name = value.dtype.name if value.dtype.name in _DTYPES else "float64"
    return _Array(value.shape, name, np.ascontiguousarray(value, dtype=name).tobytes())


def _unpacked(kind: type, value: Any) -> np.ndarray:
    packed = msgspec.convert(value, _Array)
    if kind is not np.ndarray or packed.dtype not in _DTYPES:
        raise ValueError(f"an array of {packed.dtype} in a stored result")
    return np.frombuffer(packed.data, packed.dtype).reshape(packed.shape)


_encode = msgspec.json.Encoder(enc_hook=_packed).encode
_decode = msgspec.json.Decoder(ExerciseResult, dec_hook=_unpacked).decode


def dumps(result: ExerciseResult) -> str:
    """Return one line of JSON that `loads` turns into an equal result. A measure that is no number is left out."""
    measures = {name: float(value) for name, value in result.measures.items() if math.isfinite(value)}
    told = replace(result, measures=measures)
    try:
        return _encode(told).decode()
    except UnicodeEncodeError:  # half a character, which is none that could be written
        plain = json.dumps(msgspec.to_builtins(told, enc_hook=_packed), ensure_ascii=False, separators=(",", ":"))
        return plain.encode("utf-8", "replace").decode()


def loads(text: str) -> ExerciseResult:
    """Return the result that `dumps` stored. Raises ValueError where the text is not one."""
    try:
        return _decode(text)
    except msgspec.MsgspecError as error:
        raise ValueError(str(error)) from None
