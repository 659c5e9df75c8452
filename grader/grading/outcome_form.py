"""Turns outcomes into bytes and back, so that they are kept without a pickle: of our own runs, and of wrong answers."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from grader.core.places import Places
from grader.core.results import KeptOutcomes, Outcome, OutcomeKind, Status
from grader.sandbox.encoding import encode
from grader.sandbox.messages import framed_value, values_of
from grader.sandbox.wire import WireError, decode

_MOST_KEPT = 1 << 18
"""Bytes, compressed, that one student's outcomes of an exercise may take in a gradebook."""
_MOST_UNPACKED = 1 << 26


def to_bytes(value: Mapping[str, Any]) -> bytes:
    """Return plain data as `from_bytes` reads it."""
    return framed_value(encode(value))


def from_bytes(content: bytes) -> Any:
    """Return what `to_bytes` wrote. Raises ValueError or WireError."""
    (packed,) = values_of(content)
    return decode(packed)


def plain(outcomes: Mapping[int, Outcome]) -> list[Any]:
    """Return outcomes as plain data."""
    return [[number, asdict(one)] for number, one in outcomes.items()]


def outcomes_of(stored: Any) -> dict[int, Outcome]:
    """Return the outcomes that `plain` wrote. Raises ValueError, KeyError or TypeError."""
    return {number: _outcome(fields) for number, fields in stored}


def _outcome(fields: dict[str, Any]) -> Outcome:
    kind, status = OutcomeKind(str(fields["kind"])), Status(str(fields["status"]))
    return Outcome(**{**fields, "kind": kind, "status": status, "names": tuple(fields["names"])})


def packed(kept: KeptOutcomes) -> bytes:
    """Return a wrong answer's outcomes, compressed; nothing where they are larger than a gradebook keeps."""
    places = kept.places and {"notebook": kept.places.notebook, "lines": [list(one) for one in kept.places.lines]}
    told = {
        "calls": kept.calls,
        "outcomes": plain(kept.outcomes),
        "printed": kept.printed,
        "places": places,
        "further": plain(kept.further),
    }
    content = zlib.compress(to_bytes(told), 6)
    return content if len(content) <= _MOST_KEPT else b""


def unpacked(content: bytes) -> KeptOutcomes | None:
    """Return what `packed` made; None where it is damaged."""
    try:
        told = from_bytes(zlib.decompressobj().decompress(content, _MOST_UNPACKED))
        found = told["places"]
        places = found and Places(found["notebook"], tuple((cell, line) for cell, line in found["lines"]))
        further = outcomes_of(told["further"])
        return KeptOutcomes(told["calls"], outcomes_of(told["outcomes"]), told["printed"], places, further)
    except (zlib.error, ValueError, KeyError, TypeError, AttributeError, WireError):
        return None
