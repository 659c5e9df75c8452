"""Keeps which files are alike, among a gradebook's single values. Writing happens within the gradebook's `writing`."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict

from grader.classroom.gradebook.meta_table import Meta
from grader.classroom.gradebook.roll import Alike

_KEY = "alike"


def read(meta: Meta, digest_of: Callable[[str, str], str]) -> tuple[Alike, ...]:
    """Return the pairs whose files are still those that were compared, as `digest_of` (student, exercise) says."""
    return tuple(pair for pair in _stored(meta) if _holds(pair, digest_of))


def _stored(meta: Meta) -> list[Alike]:
    stored = json.loads(meta.get(_KEY) or "[]")
    return [Alike(**{**pair, "digests": tuple(pair.get("digests", ("", "")))}) for pair in stored]


def _holds(pair: Alike, digest_of: Callable[[str, str], str]) -> bool:
    both = zip((pair.first, pair.second), pair.digests, strict=True)
    return all(digest in ("", digest_of(student, pair.exercise)) for student, digest in both)


def put(meta: Meta, pairs: Iterable[Alike], exercises: Sequence[str] | None) -> None:
    """Keep the pairs of `exercises` in place of what was kept of these; None: of all exercises."""
    kept = [] if exercises is None else [pair for pair in _stored(meta) if pair.exercise not in exercises]
    meta.put(_KEY, json.dumps([asdict(pair) for pair in dict.fromkeys((*kept, *pairs))]))
