"""Says in each format how late a submission was, by whose word, and what that took off."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from grader.classroom.gradebook.late import Lateness, Policy, grace_text
from grader.classroom.gradebook.moments import moment_text, zone_name
from grader.classroom.gradebook.roll import Row
from grader.classroom.report.material import Material
from grader.core.text import plural, points_text, rounded_points

COLUMNS = (
    "late_days",
    "late_percent",
    "score_after_late",
    "deadline",
    "zone",
    "grace",
    "extension",
    "submitted",
    "time_from",
)


def late_words(material: Material, row: Row) -> str:
    """Return how late the work is and what that takes off, or nothing."""
    late = material.lateness(row)
    if late is None or late.days == 0:
        return ""
    days, taken = plural(late.days, "day"), f"{points_text(late.percent)}% taken off"
    return f"{days} late, {taken}: {points_text(material.final_score(row))} points count"


def late_reason(material: Material, row: Row) -> str:
    """Return what the lateness follows from: deadline, zone, grace, extension, time and whose word that is."""
    policy, late = material.plan.policy, material.lateness(row)
    if policy is None or late is None:
        return ""
    zone = zone_name(policy.deadline)
    parts = [f"due {moment_text(policy.deadline)} {zone}"]
    if extension := material.extension(row):
        parts.append(f"extended to {_clock(extension, policy)}")
    if policy.grace:
        parts.append(f"grace {grace_text(policy.grace)}")
    return ", ".join([*parts, _came(material, row, late, policy)])


def _came(material: Material, row: Row, late: Lateness, policy: Policy) -> str:
    said = material.decided.days_late(row.enrolled.student)
    if late.submitted is None and said is not None and material.extension(row) is None:
        return f"{plural(said, 'day')} late, as decided by hand" if said else "in time, as decided by hand"
    if late.submitted is not None:
        return f"handed in {_clock(late.submitted, policy)} (by {row.enrolled.source})"
    if late.days:
        return f"marked late by {row.enrolled.source}, which does not say when"
    return "no time of handing in is known"


def _clock(moment: datetime, policy: Policy) -> str:
    return moment_text(moment, policy.deadline.tzinfo)


def late_line(material: Material, row: Row) -> str:
    """Return both in one line, or nothing where nothing is taken off."""
    words = late_words(material, row)
    return f"{words} ({late_reason(material, row)})" if words else ""


def deadline_line(material: Material, row: Row) -> str:
    """Return by which deadline nothing is taken off; nothing where something is, or where no deadline was given."""
    late = material.lateness(row)
    if late is None or late.days or not row.enrolled.handed_in:
        return ""
    return f"{'In time' if late.submitted else 'Nothing taken off'}: {late_reason(material, row)}"


def late_record(material: Material, row: Row) -> dict[str, Any] | None:
    """Return the same as data; None where no deadline was given."""
    policy, late = material.plan.policy, material.lateness(row)
    if policy is None or late is None:
        return None
    extension = material.extension(row)
    return {
        "deadline": policy.deadline.isoformat(),
        "zone": zone_name(policy.deadline),
        "grace": grace_text(policy.grace),
        "extension": extension.isoformat() if extension else None,
        "submitted": late.submitted.astimezone(policy.deadline.tzinfo).isoformat() if late.submitted else None,
        "source": row.enrolled.source or None,
        "days": late.days,
        "percent": rounded_points(late.percent),
        "score": material.final_score(row),
    }


def late_cells(material: Material, row: Row) -> list[str]:
    """Return the same as cells, one for each of `COLUMNS`; none where no deadline was given."""
    policy, late = material.plan.policy, material.lateness(row)
    if policy is None or late is None:
        return []
    numbers = [str(late.days), points_text(late.percent), points_text(material.final_score(row))]
    own = material.extension(row)
    extension = _clock(own, policy) if own else ""
    came = _clock(late.submitted, policy) if late.submitted else ""
    due = [moment_text(policy.deadline), zone_name(policy.deadline), grace_text(policy.grace)]
    return [*numbers, *due, extension, came, row.enrolled.source]
