"""Reads Canvas's zip of an assignment: one flat folder of `lastnamefirst_12345_67890_output_size.py`.

`_LATE_` stands before the number of who was late, `-1` behind the name of a resubmission. With anonymous grading it is
`anon_Xk3Pq_67890_...`. A text entry or a link comes as `lastnamefirst_12345_text.html` and `_link.html`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta

from grader.classroom.gradebook.roll import MARKED_LATE, RETURNS_AS
from grader.classroom.intake.export import Export, Top
from grader.classroom.intake.hand_in import Entry, HandIn

_LATE = r"LATE(?:[-_ ]?(?P<minutes>\d+) ?m(?:in(?:utes)?)?)?"
_FILE = r"(?:(?P<attachment>\d+)_(?P<file>.+)|(?P<kind>text|link)\.html)"
_NAMED = re.compile(rf"^(?P<who>.+?)_(?:(?P<late>{_LATE})_)?(?P<user>\d+)_{_FILE}$", re.DOTALL)
_ANONYMOUS = re.compile(rf"^(?:(?P<late>{_LATE})_)?(?P<who>anon)_(?P<user>[A-Za-z0-9]+)_{_FILE}$", re.DOTALL)
_ENTRIES = {"text": "a text entry", "link": "a link to a web page"}


def matched(name: str) -> re.Match[str] | None:
    """Return what Canvas says in a file's name, if it is one of Canvas's."""
    return _ANONYMOUS.match(name) or _NAMED.match(name)


def _entries(export: Export, top: Top, said: re.Match[str]) -> tuple[Entry, ...]:
    if said["kind"]:
        return (Entry(_ENTRIES[said["kind"]], export.root, "", problem="it is not graded"),)
    return export.entries(top, said["file"], int(said["attachment"]))


def _late_by(said: re.Match[str]) -> timedelta | None:
    if not said["late"]:
        return None
    return timedelta(minutes=int(said["minutes"] or 0))


def _identity(said: re.Match[str], user: str, *, anonymous: bool) -> dict[str, str]:
    """Return who it is to Canvas, and how a file that goes back to them is called:
    Canvas looks for the numbers in it.
    """
    known = {"canvas_id": user} if not anonymous or user.isdigit() else {"anonymous_id": user}
    attachment = said["attachment"]
    return {**known, RETURNS_AS: f"{said['who']}_{user}_{attachment}_"} if attachment else known


def hand_ins(export: Export) -> Iterator[HandIn]:
    """Yield the students of the export; all files of one number are one student's."""
    by_user: dict[tuple[str, str], list[tuple[re.Match[str], Top]]] = defaultdict(list)
    for top in export.list_tops():
        said = None if top.is_folder else matched(top.name)
        if said is None:
            export.lose(top)
        else:
            by_user[said["who"], said["user"]].append((said, top))
    for (who, user), files in by_user.items():
        late = [by for by in (_late_by(said) for said, _ in files) if by is not None]
        anonymous = _ANONYMOUS.match(files[0][1].name) is not None
        yield HandIn(
            f"anon_{user}" if anonymous else who,
            tuple(entry for said, top in files for entry in _entries(export, top, said)),
            _identity(files[0][0], user, anonymous=anonymous),
            (f"{MARKED_LATE} Canvas",) if late else (),
            source="Canvas" if late else "",
            late_by=max(late) if late else None,
            keeps_times=False,
        )
