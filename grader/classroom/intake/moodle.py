"""Reads Moodle's zip of an assignment: `Full Name_123456_assignsubmission_file_`, a folder or the start of a name.

A group's has no number. A text entry is `..._assignsubmission_onlinetext_`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from grader.classroom.gradebook.roll import RETURNS_AS
from grader.classroom.intake.export import Export, Top
from grader.classroom.intake.hand_in import Entry, HandIn

_NAMED = re.compile(r"^(?P<who>.+?)(?:_(?P<user>\d+))?_assignsubmission_(?P<kind>[a-z]+)(?:_(?P<file>.*))?$", re.DOTALL)
_ENTRIES = {"onlinetext": "a text entry"}


def matched(name: str) -> re.Match[str] | None:
    """Return what Moodle says in a name, if it is one of Moodle's."""
    return _NAMED.match(name)


def _entries(export: Export, top: Top, said: re.Match[str]) -> tuple[Entry, ...]:
    if said["kind"] != "file":
        name = _ENTRIES.get(said["kind"], f"an entry of the kind {said['kind']}")
        return (Entry(name, export.root, "", problem="it is not graded"),)
    return export.entries(top, "" if top.is_folder else said["file"] or top.name)


def hand_ins(export: Export) -> Iterator[HandIn]:
    """Yield the students, or groups, of the export."""
    by_user: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for top in export.list_tops():
        said = matched(top.name)
        if said is None:
            export.lose(top)
        else:
            by_user[said["who"], said["user"] or ""] += _entries(export, top, said)
    for (who, user), entries in by_user.items():
        folder = f"{who}_{user}_assignsubmission_file_/" if user else f"{who}_assignsubmission_file_/"
        yield HandIn(who, tuple(entries), {"moodle_id" if user else "group": user or who, RETURNS_AS: folder})
