"""Reads and writes moments with the zone that they are meant in: deadlines, extensions, times of handing in."""

from __future__ import annotations

import os
import re
from datetime import datetime, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from grader.core.errors import UserError


class TimeError(UserError):
    """A deadline, a grace or a time that cannot be read: one line that shows how to write it."""


def _zone(name: str, text: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise TimeError(f"'{name}' in '{text}' is no time zone: write one such as Europe/Berlin") from None


def machines_zone() -> tzinfo | None:
    """Return this machine's zone with its changes of the clock, or None where it has no name."""
    named = os.environ.get("TZ", "").removeprefix(":")
    if not named:
        found = re.search(r"zoneinfo/(?:posix/|right/)?(.+)$", os.path.realpath("/etc/localtime"))
        named = found[1] if found else ""
    try:
        return ZoneInfo(named) if named and not Path(named).is_absolute() else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def parse_moment(text: str, zone: tzinfo | None = None, *, what: str = "deadline") -> datetime:
    """Return `2026-11-20 23:59`, with `+01:00`, `Z` or ` Europe/Berlin` behind it, else in `zone` or this machine's.

    A day without a time ends at its last second. Raises TimeError.
    """
    words = text.strip().split()
    named = _zone(words.pop(), text) if len(words) > 1 and words[-1][0].isalpha() and len(words[-1]) > 2 else None
    try:
        moment = datetime.fromisoformat(" ".join(words))
    except ValueError:
        raise TimeError(
            f"'{text}' is no {what}: write it as '2026-11-20 23:59' or '2026-11-20 23:59 Europe/Berlin'"
        ) from None
    if re.fullmatch(r"[\d-]+", "".join(words)):
        moment = moment.replace(hour=23, minute=59, second=59)
    if named is not None:
        return moment.replace(tzinfo=named)
    if moment.tzinfo:
        return moment
    zone = zone or machines_zone()
    return moment.replace(tzinfo=zone) if zone else moment.astimezone()


def zone_name(moment: datetime) -> str:
    """Return the zone's name, Europe/Berlin, or its distance from UTC, +01:00."""
    if isinstance(moment.tzinfo, ZoneInfo) and moment.tzinfo.key:
        return moment.tzinfo.key
    return moment.isoformat()[-6:] if moment.utcoffset() else "UTC"


def moment_text(moment: datetime, zone: tzinfo | None = None) -> str:
    """Return a moment to the minute as a clock in `zone`, or in its own, shows it."""
    shown = moment.astimezone(zone) if zone else moment
    return shown.strftime("%Y-%m-%d %H:%M:%S" if shown.second else "%Y-%m-%d %H:%M")


def moment_to_plain(moment: datetime) -> list[str]:
    """Return a moment as a gradebook keeps it, its zone's name beside it."""
    return [moment.isoformat(), moment.tzinfo.key if isinstance(moment.tzinfo, ZoneInfo) else ""]


def moment_from_plain(plain: str | list[str]) -> datetime:
    """Return the moment that `moment_to_plain` stored."""
    written, zone = (plain, "") if isinstance(plain, str) else plain
    moment = datetime.fromisoformat(written)
    try:
        return moment.astimezone(ZoneInfo(zone)) if zone else moment
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return moment
