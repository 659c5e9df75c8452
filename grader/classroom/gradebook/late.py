"""Works out how late a submission is and what that costs: pure arithmetic on times and a policy.

The raw score is never touched; reports show the reduction beside it. Where a time comes from is `intake`'s business.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from grader.classroom.gradebook.moments import TimeError, moment_from_plain, moment_to_plain

_DAY = timedelta(days=1)
_UNITS = {"d": _DAY, "h": timedelta(hours=1), "m": timedelta(minutes=1), "s": timedelta(seconds=1)}


@dataclass(frozen=True)
class Policy:
    """`per_day` percent of the score for each day begun after the deadline; nothing within `grace` after it."""

    deadline: datetime
    per_day: float = 0.0
    grace: timedelta = timedelta()

    def to_plain(self) -> dict[str, Any]:
        """Return the policy as a gradebook keeps it."""
        return {
            "deadline": moment_to_plain(self.deadline),
            "per_day": self.per_day,
            "grace_seconds": self.grace.total_seconds(),
        }

    @staticmethod
    def from_plain(plain: Mapping[str, Any]) -> Policy:
        """Return the policy that `to_plain` stored."""
        return Policy(
            moment_from_plain(plain["deadline"]), float(plain["per_day"]), timedelta(seconds=plain["grace_seconds"])
        )


@dataclass(frozen=True)
class Lateness:
    """One submission under a policy: when it was `due` and came, days begun after that, and their cost in percent."""

    submitted: datetime | None
    due: datetime
    days: int = 0
    percent: float = 0.0

    def reduced(self, score: float) -> float:
        """Return the score after the reduction."""
        return score * (100.0 - self.percent) / 100.0


def _behind(due: datetime, submitted: datetime) -> timedelta:
    """Return how far behind, by the clock on the wall of the deadline's zone: a night of 25 hours is a day there.

    Never nothing for what came later: the hour that a clock repeats is later all the same.
    """
    elapsed = submitted.astimezone(UTC) - due.astimezone(UTC)
    if elapsed <= timedelta():
        return timedelta()
    wall = submitted.astimezone(due.tzinfo).replace(tzinfo=None) - due.replace(tzinfo=None)
    return max(wall, min(elapsed, timedelta(seconds=1)))


def lateness(
    policy: Policy,
    submitted: datetime | None,
    extension: datetime | None = None,
    late_by: timedelta | None = None,
) -> Lateness:
    """Return how late `submitted` is, by the student's own `extension` where that is later than the deadline.

    A time that nobody knows is not late, unless the course system says `late_by`: a day, or as many as it takes. That
    counts from the common deadline, so it says nothing about a student with an extension.
    """
    is_extended = extension is not None and extension > policy.deadline
    due = extension if extension is not None and is_extended else policy.deadline
    if submitted is not None:
        behind = _behind(due, submitted)
    elif late_by is not None and not is_extended:
        behind = late_by or policy.grace + timedelta(seconds=1)
    else:
        return Lateness(None, due)
    if behind <= policy.grace:
        return Lateness(submitted, due)
    says_only_late = submitted is None and not late_by
    days = 1 if says_only_late else math.ceil(behind / _DAY)
    return Lateness(submitted, due, days, min(100.0, days * policy.per_day))


def parse_grace(text: str) -> timedelta:
    """Return `90m`, `2h`, `1d 12h`: a number and a unit (d, h, m, s), several added up. A bare 0 is no grace."""
    compact = text.replace(" ", "").lower()
    if compact == "0":
        return timedelta()
    parts = re.findall(r"(\d+(?:\.\d+)?)([dhms])", compact)
    if not parts or "".join(number + unit for number, unit in parts) != compact:
        raise TimeError(f"'{text}' is not a length of time: write it as '30m', '2h' or '1d'")
    return sum((float(number) * _UNITS[unit] for number, unit in parts), timedelta())


def grace_text(grace: timedelta) -> str:
    """Return a grace as `parse_grace` reads it: `1d 12h`."""
    left, parts = int(grace.total_seconds()), []
    for unit, length in (("d", 86400), ("h", 3600), ("m", 60), ("s", 1)):
        number, left = divmod(left, length)
        parts += [f"{number}{unit}"] if number else []
    return " ".join(parts) or "0"
