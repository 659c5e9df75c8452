"""Reads Gradescope's export of an assignment: `submission_123456` folders beside a `submission_metadata.yml`."""

from __future__ import annotations

import contextlib
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

import yaml

from grader.classroom.intake.export import Export, Top
from grader.classroom.intake.hand_in import HandIn
from grader.classroom.intake.unpacking import METADATA
from grader.core.source import open_beneath

FOLDER = re.compile(r"^submission_\d+$")
_TOP = re.compile(r"^['\"]?(submission_\d+)['\"]?:\s*$")
_KEY = re.compile(r"^(\s+):?(\w+):(?:\s|$)")
_TIME = re.compile(r"(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(?:\.\d+)?\s*(Z|UTC|[+-]\d\d:?\d\d)?$")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Listed:
    """One submission of the list: its submitters (name, sid, email) and when it was made."""

    submitters: tuple[Mapping[str, str], ...] = ()
    created: datetime | None = None


def _moment(written: object) -> datetime | None:
    if isinstance(written, datetime):
        return (written if written.tzinfo else written.replace(tzinfo=UTC)).astimezone(UTC)
    found = _TIME.match(str(written).strip()) if isinstance(written, str | date) else None
    if not found:
        return None
    zone = (found[3] or "Z").replace("UTC", "Z")
    with contextlib.suppress(ValueError):
        return datetime.fromisoformat(f"{found[1]}T{found[2]}{zone}").astimezone(UTC)
    return None


def _plain(entry: object) -> dict[str, Any]:
    """Return a mapping with Ruby's symbols, `:name`, as plain words."""
    return {str(key).lstrip(":"): value for key, value in entry.items()} if isinstance(entry, dict) else {}


def _blocks(lines: list[str]) -> dict[str, str]:
    """Return one submission's lines by the key that they stand under; the first of a key counts."""
    blocks: dict[str, str] = {}
    key = indent = ""
    for line in lines:
        found = _KEY.match(line)
        if found and found[1] == (indent or found[1]):
            indent, key = found[1], found[2] if found[2] not in blocks else ""
        if key in ("submitters", "created_at"):
            blocks[key] = blocks.get(key, "") + line
    return blocks


def _loaded(block: str, key: str) -> Any:
    """Return what stands under a key, or None where it is damaged."""
    with contextlib.suppress(yaml.YAMLError, ValueError, OverflowError, RecursionError):
        # a safe loader, in C where there is one
        return _plain(yaml.load(block, Loader=_LOADER)).get(key)
    return None


def _listed(lines: list[str]) -> Listed:
    """Return one submission, from those of its keys that are wanted:
    its results repeat all that students' code printed.
    """
    blocks = _blocks(lines)
    people = _loaded(blocks.get("submitters", ""), "submitters")
    submitters = [_plain(person) for person in people] if isinstance(people, list) else []
    fields = ("name", "sid", "email")
    return Listed(
        tuple(
            {key: str(person[key]).strip() for key in fields if person.get(key) is not None} for person in submitters
        ),
        _moment(_loaded(blocks.get("created_at", ""), "created_at")),
    )


def read_metadata(export: Export) -> Mapping[str, Listed]:
    """Return the submissions by folder name; what cannot be read is listed without anybody.

    The list is taken apart at its unindented lines, so damage in one submission costs that one.
    """
    parts: dict[str, list[str]] = {}
    with contextlib.suppress(OSError), open_beneath(export.root, METADATA) as file:
        lines: list[str] = []
        for line in file:
            text = line.decode("utf-8", "replace")
            top = _TOP.match(text.rstrip())
            if top:
                lines = parts.setdefault(top[1], [])
            elif text[:1].isspace() or text.startswith("-"):
                lines.append(text)
    return {name: _listed(lines) for name, lines in parts.items()}


def _submitters(folder: str, listed: Listed | None) -> list[Mapping[str, str]]:
    people = listed.submitters if listed else ()
    return [person for person in people if person.get("name") or person.get("email")] or [{"name": folder}]


def _made(export: Export, top: Top, listed: Listed | None) -> Iterator[tuple[tuple[str, str], HandIn, Top]]:
    for person in _submitters(top.name, listed):
        student = person.get("name") or person["email"]
        key = (student, person.get("email", "") or person.get("sid", ""))
        record = listed.created if listed else None
        identity = {**person, "gradescope_id": top.name}
        source = "Gradescope" if record else ""
        notes = () if listed else (f"{top.name} is not in {METADATA}: whose it is nobody knows",)
        yield key, HandIn(student, (), identity, notes, record, source, keeps_times=False), top


def hand_ins(export: Export) -> Iterator[HandIn]:
    """Yield the students of the export: a group's work is each member's, the last submission of a person counts."""
    listed = read_metadata(export)
    by_person: dict[tuple[str, str], list[tuple[HandIn, Top]]] = defaultdict(list)
    for top in export.list_tops():
        if top.name == METADATA:
            continue
        if not top.is_folder or not FOLDER.match(top.name):
            export.lose(top)
            continue
        for key, made, folder in _made(export, top, listed.get(top.name)):
            by_person[key].append((made, folder))
    for name in listed.keys() - {top.name for top in export.list_tops()}:
        for key, made, folder in _made(export, Top(name, False, False, there=False), listed[name]):
            by_person[key].append((replace(made, notes=(f"{name} is listed, but not in the export",)), folder))
    for pairs in by_person.values():
        yield _joined(export, sorted(pairs, key=lambda pair: pair[0].record or _NEVER))


def _joined(export: Export, pairs: list[tuple[HandIn, Top]]) -> HandIn:
    last, counts = pairs[-1]
    entries = list(export.entries(counts)) if counts.is_folder else []
    notes = list(last.notes)
    for _, top in pairs[:-1]:
        superseded = f"{top.name} is an earlier submission: {counts.name} counts"
        entries += export.entries(top, top.name, superseded=superseded) if top.is_folder else ()
    return replace(last, entries=tuple(entries), notes=tuple(notes))
