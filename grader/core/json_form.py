"""Turns graded results into plain JSON and back, so that gradebooks and histories hold data and never pickles.

Owns the stored form alone. The report that courses read is `report.json_report`'s.
"""

from __future__ import annotations

import base64
import dataclasses
import json
from collections.abc import Mapping
from typing import Any

import numpy as np

from grader.core.results import CheckResult, Diagnosis, ExerciseResult, Grids, Status

_DTYPES = ("bool", "float32", "float64", "int64")


def _pack(array: np.ndarray) -> dict[str, Any]:
    name = array.dtype.name if array.dtype.name in _DTYPES else "float64"
    content = np.ascontiguousarray(array, dtype=name)
    return {"shape": list(array.shape), "dtype": name, "data": base64.b64encode(content.tobytes()).decode()}


def _unpack(packed: Mapping[str, Any]) -> np.ndarray:
    if packed["dtype"] not in _DTYPES:
        raise ValueError(f"an array of {packed['dtype']} in a stored result")
    content = np.frombuffer(base64.b64decode(packed["data"]), dtype=packed["dtype"])
    return content.reshape(packed["shape"])


def _pack_grids(grids: Grids) -> dict[str, Any]:
    arrays = {name: getattr(grids, name) for name in ("wanted", "got", "wrong", "given")}
    packed: dict[str, Any] = {name: None if array is None else _pack(array) for name, array in arrays.items()}
    return {**packed, "first": None if grids.first is None else list(grids.first)}


def _unpack_grids(packed: Mapping[str, Any]) -> Grids:
    arrays = {name: packed[name] and _unpack(packed[name]) for name in ("wanted", "got", "wrong", "given")}
    return Grids(**arrays, first=None if packed["first"] is None else tuple(packed["first"]))


def _fields(value: Any, *left_out: str) -> dict[str, Any]:
    return {field.name: getattr(value, field.name) for field in dataclasses.fields(value) if field.name not in left_out}


def _pack_check(check: CheckResult) -> dict[str, Any]:
    grids = None if check.grids is None else _pack_grids(check.grids)
    return {**_fields(check, "grids"), "grids": grids}


def _unpack_check(packed: Mapping[str, Any]) -> CheckResult:
    grids = None if packed["grids"] is None else _unpack_grids(packed["grids"])
    plain = {"status": Status(packed["status"]), "grids": grids, "mistakes": tuple(packed.get("mistakes", ()))}
    return CheckResult(**{**packed, **plain})


def dumps(result: ExerciseResult) -> str:
    """One line of JSON that `loads` turns into an equal result."""
    return json.dumps(
        {
            **_fields(result, "checks", "pictures", "measures", "diagnosis"),
            "diagnosis": result.diagnosis and _fields(result.diagnosis),
            "checks": [_pack_check(check) for check in result.checks],
            "measures": {name: float(value) for name, value in result.measures.items()},
            "pictures": {name: _pack(np.asarray(picture)) for name, picture in result.pictures.items()},
        },
        separators=(",", ":"),
    )


def loads(text: str) -> ExerciseResult:
    """The result that `dumps` stored. Raises ValueError, KeyError or TypeError where the text is not one."""
    stored = json.loads(text)
    found = stored.get("diagnosis")
    return ExerciseResult(
        **{
            **stored,
            "diagnosis": found and Diagnosis(tuple(found["mistakes"]), tuple(found["insights"])),
            "status": Status(stored["status"]),
            "checks": tuple(_unpack_check(check) for check in stored["checks"]),
            "pictures": {name: _unpack(picture) for name, picture in stored["pictures"].items()},
        }
    )
