"""Reads Gradescope's `submission_metadata.yml`, a line at a time, without a YAML library.

Only submitters and the time are wanted; the file repeats every test's output, which is passed over by indentation.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

_TOP = re.compile(r"^['\"]?(submission_\d+)['\"]?:\s*$")
_FIELD = re.compile(r"^(\s*)(- )?:?(\w+):(?:\s+(.*))?$")
_TIME = re.compile(r"(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(\.\d+)?\s*(Z|UTC|[+-]\d\d:?\d\d)?$")


@dataclass
class Entry:
    """One submission of the list: its submitters (name, sid, email) and when it was made."""

    submitters: list[dict[str, str]] = field(default_factory=list)
    created: datetime | None = None


def _text(written: str | None) -> str:
    value = (written or "").strip()
    if len(value) > 1 and value[0] == value[-1] == '"':
        with contextlib.suppress(UnicodeError):
            # YAML's double quotes escape other alphabets: \u00e9, \xE9
            return re.sub(
                r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))",
                lambda found: chr(int(found[1] or found[2], 16)) if found[1] or found[2] else found[3],
                value[1:-1],
            )
    if len(value) > 1 and value[0] == value[-1] == "'":
        return value[1:-1].replace("''", "'")
    return value


def _time(written: str) -> datetime | None:
    found = _TIME.match(written)
    if not found:
        return None
    zone = (found[4] or "Z").replace("UTC", "Z").replace("Z", "+00:00")
    with contextlib.suppress(ValueError):
        return datetime.fromisoformat(f"{found[1]}T{found[2]}{zone}").astimezone(UTC)
    return None


def _take(entry: Entry, within: str, dash: bool, key: str, value: str) -> None:
    if within == "submitters" and key in ("name", "sid", "email"):
        if dash or not entry.submitters:
            entry.submitters.append({})
        entry.submitters[-1][key] = value
    elif key == "created_at" and within == "" and entry.created is None:
        entry.created = _time(value)


def read_metadata(path: Path) -> Mapping[str, Entry]:
    """The submissions by folder name; what cannot be read is not there."""
    entries: dict[str, Entry] = {}
    entry: Entry | None = None
    within, base = "", -1
    with path.open(encoding="utf-8", errors="replace") as lines:
        for line in lines:
            top = _TOP.match(line.rstrip())
            if top:
                entry, within, base = entries.setdefault(top[1], Entry()), "", -1
                continue
            found = _FIELD.match(line.rstrip())
            if entry is None or not found:
                continue
            indent, dash = len(found[1]), bool(found[2])
            if base < 0:
                base = indent
            if indent == base and not dash:
                within = found[3] if not (found[4] or "").strip() else ""
                _take(entry, "", dash, found[3], _text(found[4]))
            elif within == "submitters":
                _take(entry, within, dash, found[3], _text(found[4]))
    return entries
