"""How late a submission is and what that costs: pure arithmetic on times and a policy.

The raw score is never touched; reports show the reduction beside it. Where a time comes from is `intake`'s business.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from grader.core.errors import UserError

_DAY = timedelta(days=1)
_UNITS = {"d": _DAY, "h": timedelta(hours=1), "m": timedelta(minutes=1), "s": timedelta(seconds=1)}


class LateError(UserError):
    """A deadline or a grace that cannot be read: one line that shows how to write it."""


@dataclass(frozen=True)
class Policy:
    """`per_day` percent of the score for each day begun after the deadline; nothing within `grace` after it."""

    deadline: datetime
    per_day: float = 0.0
    grace: timedelta = timedelta()

    def to_plain(self) -> dict[str, str | float]:
        """The policy as a gradebook keeps it."""
        return {
            "deadline": self.deadline.isoformat(),
            "per_day": self.per_day,
            "grace_seconds": self.grace.total_seconds(),
        }

    @staticmethod
    def from_plain(plain: dict[str, str | float]) -> Policy:
        """The policy that `to_plain` stored."""
        return Policy(
            datetime.fromisoformat(str(plain["deadline"])),
            float(plain["per_day"]),
            timedelta(seconds=float(plain["grace_seconds"])),
        )


@dataclass(frozen=True)
class Lateness:
    """One submission under a policy: days begun after the deadline, and the percentage that they cost."""

    submitted: datetime | None
    days: int = 0
    percent: float = 0.0

    def reduced(self, score: float) -> float:
        """The score after the reduction."""
        return score * (100.0 - self.percent) / 100.0


def lateness(policy: Policy, submitted: datetime | None) -> Lateness:
    """How late `submitted` is. A time that nobody knows is not late."""
    if submitted is None:
        return Lateness(None)
    behind = submitted - policy.deadline
    if behind <= max(policy.grace, timedelta()):
        return Lateness(submitted)
    days = math.ceil(behind / _DAY)
    return Lateness(submitted, days, min(100.0, days * policy.per_day))


def _zone(name: str, text: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise LateError(f"'{name}' in the deadline '{text}' is no time zone: write one such as Europe/Berlin") from None


def parse_deadline(text: str) -> datetime:
    """A moment with its zone: `2026-11-20 23:59`, with `+01:00`, `Z` or ` Europe/Berlin` behind it, or this machine's.

    A day without a time ends at its last second.
    """
    words = text.strip().split()
    zone = _zone(words.pop(), text) if len(words) > 1 and words[-1][0].isalpha() else None
    try:
        moment = datetime.fromisoformat(" ".join(words))
    except ValueError:
        raise LateError(
            f"'{text}' is no deadline: write it as '2026-11-20 23:59' or '2026-11-20 23:59 Europe/Berlin'"
        ) from None
    if re.fullmatch(r"[\d-]+", "".join(words)):
        moment = moment.replace(hour=23, minute=59, second=59)
    if zone is not None:
        return moment.replace(tzinfo=zone)
    return moment if moment.tzinfo else moment.astimezone()


def parse_grace(text: str) -> timedelta:
    """`90m`, `2h`, `1d 12h`: a number and a unit (d, h, m, s), several added up. A bare 0 is no grace."""
    compact = text.replace(" ", "").lower()
    if compact == "0":
        return timedelta()
    parts = re.findall(r"(\d+(?:\.\d+)?)([dhms])", compact)
    if not parts or "".join(number + unit for number, unit in parts) != compact:
        raise LateError(f"'{text}' is no grace: write it as '30m', '2h' or '1d'")
    return sum((float(number) * _UNITS[unit] for number, unit in parts), timedelta())
