"""Reads `--times FILE`: who handed in when. A table of one's own, Moodle's log or worksheet, or Gradescope's CSV."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from pathlib import Path

from grader.classroom.gradebook.moments import TimeError, parse_moment
from grader.classroom.intake.hand_in import IntakeError
from grader.classroom.intake.roster import Person, columns_of, names_somebody, person_of, unknown_header
from grader.classroom.intake.table import read_table, stripped

_TIME = (
    "time",
    "submitted",
    "submitted at",
    "submission time",
    "submission date",
    "last modified (submission)",
    "handed in",
    "handed in at",
    "timestamp",
    "date",
    "when",
)
_EVENT = "event name"
_HANDING_IN = ("has been submitted", "submission created", "submission updated", "has been uploaded")
_NEVER = ("", "-", "—", "n/a", "never")
_DAYS = re.compile(r"^(?P<first>\d{1,2})[/.](?P<second>\d{1,2})[/.](?P<year>\d{4}|\d\d)\b[, ]*(?P<rest>.*)$")
_WORDS = ("%d %B %Y, %I:%M %p", "%d %B %Y, %H:%M", "%d %b %Y, %H:%M", "%B %d, %Y, %I:%M %p", "%b %d, %Y %I:%M %p")
_CLOCKS = ("%H:%M:%S", "%H:%M", "%I:%M:%S %p", "%I:%M %p")
_WANTED = "who (name, email, login or an id) and when (time, submitted, or Last modified (submission))"


@dataclass(frozen=True)
class ToldTime:
    """One student's last time in the table."""

    person: Person
    when: datetime


def _plain(cell: str) -> str:
    return " ".join(cell.casefold().replace("_", " ").split())


def _day_first(cells: Sequence[str], path: Path) -> bool:
    """Return whether 3/4/2026 is in April, as the rest of the column tells. Raises IntakeError where nothing does."""
    found = [match for cell in cells if (match := _DAYS.match(cell))]
    day_first = any(int(match["first"]) > 12 for match in found) or any("." in match[0] for match in found)
    month_first = any(int(match["second"]) > 12 for match in found)
    if found and day_first == month_first:
        raise IntakeError(f"'{found[0][0]}' in {path} can be two days: write the times as 2026-11-20 23:59")
    return day_first


def _moment(cell: str, zone: tzinfo | None, *, day_first: bool) -> datetime:
    """Return a time as it is written in the table. Raises TimeError."""
    text = " ".join(cell.split())
    if text.endswith(" UTC"):
        text, zone = text.removesuffix(" UTC"), UTC
    match = _DAYS.match(text)
    if match:
        day, month = (match["first"], match["second"]) if day_first else (match["second"], match["first"])
        year = match["year"] if len(match["year"]) == 4 else f"20{match['year']}"
        return parse_moment(f"{year}-{int(month):02}-{int(day):02} {_clock(match['rest'])}".strip(), zone, what="time")
    without_day = re.sub(r"^[^\W\d]+day,?\s+", "", text, flags=re.IGNORECASE)
    for form in _WORDS:
        try:
            return parse_moment(datetime.strptime(without_day, form).isoformat(), zone, what="time")
        except ValueError:
            continue
    return parse_moment(re.sub(r"\s+([+-]\d\d:?\d\d)$", r"\1", text), zone, what="time")


def _clock(text: str) -> str:
    for form in _CLOCKS:
        try:
            return datetime.strptime(text.strip(), form).strftime("%H:%M:%S")
        except ValueError:
            continue
    return text


def read_times(path: Path, zone: tzinfo | None) -> list[ToldTime]:
    """Return each student's last time, in `zone` where the table names none. Raises IntakeError."""
    rows = [stripped(row) for row in read_table(path, "table of times")]
    header = rows[0] if rows else []
    plain = [_plain(cell) for cell in header]
    columns = columns_of(["name" if cell == "user full name" else cell for cell in plain])
    time = next((plain.index(name) for name in _TIME if name in plain), None)
    if time is None or not (names_somebody(columns) or "canvas_id" in columns):
        raise unknown_header("table of times", path, header, _WANTED)
    event = plain.index(_EVENT) if _EVENT in plain else None
    kept = [row for row in rows[1:] if len(row) > time and row[time].casefold() not in _NEVER]
    if event is not None:
        kept = [row for row in kept if any(words in row[event].casefold() for words in _HANDING_IN)]
    day_first = _day_first([row[time] for row in kept], path)
    last: dict[str, ToldTime] = {}
    for row in kept:
        person = person_of(row, columns)
        if person is None:
            continue
        try:
            when = _moment(row[time], zone, day_first=day_first)
        except TimeError as problem:
            raise IntakeError(f"in {path}: {problem}") from None
        key = repr(sorted(person.identity.items()))
        if key not in last or last[key].when.astimezone(UTC) < when.astimezone(UTC):
            last[key] = ToldTime(person, when)
    return list(last.values())
