"""Says when each hand-in came and by whose word. Where nothing is known, nothing is said.

First the instructor's table, then the course system's record, then git, and only then the times of files. Those mean
something unless most of the class shares one: that is the moment of a download, a copy or a clone.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from grader.core.text import plural

_WINDOW = 120.0
"""Seconds within which a class is downloaded, copied or unpacked."""
_TOGETHER = 2.0
"""Seconds between files of one person that were unpacked or copied together."""
FILES = "the time of its files"


@dataclass(frozen=True)
class HandInClock:
    """What is known of one hand-in's time. `files` are the times of the files that count, outside their archives.

    `others` are those of files that do not count: they show what moment most of the class shares.
    """

    when: datetime | None = None
    source: str = ""
    files: tuple[float, ...] = ()
    others: tuple[float, ...] = ()
    is_marked_late: bool = False


def _shared(times: Sequence[float]) -> tuple[float, float]:
    """Return the window that holds the most times."""
    ordered = sorted(times)
    counts = [bisect_right(ordered, start + _WINDOW) - index for index, start in enumerate(ordered)]
    start = ordered[max(range(len(ordered)), key=counts.__getitem__)]
    return start, start + _WINDOW


def _meaningful(clocks: Sequence[HandInClock], *, from_archive: bool) -> list[bool]:
    """Return whose files' times can be times of handing in."""
    times = [max(one.files, default=None) for one in clocks]
    known = [max(one.files or one.others) for one in clocks if one.files or one.others]
    if len(known) < 2:
        alone = [bool(one.files) and not from_archive for one in clocks]
        together = [len(one.files) > 1 and max(one.files) - min(one.files) <= _TOGETHER for one in clocks]
        return [is_alone and not is_together for is_alone, is_together in zip(alone, together, strict=True)]
    start, end = _shared(known)
    share = sum(1 for time in known if start <= time <= end)
    if share <= len(known) / 2:
        return [time is not None for time in times]
    return [time is not None and not start <= time <= end for time in times]


def settled(clocks: Sequence[HandInClock], *, from_archive: bool) -> list[HandInClock]:
    """Return the clocks with the times of files in place where nothing better is known and they mean something."""
    meaningful = _meaningful([one if one.when is None else HandInClock() for one in clocks], from_archive=from_archive)
    return [
        replace(one, when=_utc(max(one.files)), source=FILES) if means and one.when is None else one
        for one, means in zip(clocks, meaningful, strict=True)
    ]


def _utc(seconds: float) -> datetime | None:
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        return None


def unknown_line(clocks: Mapping[str, HandInClock]) -> str:
    """Return the line about the students whose time nobody knows; nothing if there are none."""
    unknown = [student for student, one in clocks.items() if one.when is None and not one.is_marked_late]
    if not unknown:
        return ""
    named = f" ({', '.join(unknown)})" if len(unknown) < min(len(clocks), 6) else ""
    return (
        f"no time of handing in is known for {len(unknown)} of {plural(len(clocks), 'student')}{named}: "
        "nothing is taken off for them. A download's or a copy's file times don't count: give --times FILE"
    )
