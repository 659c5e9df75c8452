"""Says statuses, points and times in the glyphs and words that every screen uses."""

from __future__ import annotations

import time
from pathlib import Path

from grader.core.results import CheckResult, ExerciseResult, Status
from grader.core.status_words import glyph, role, word
from grader.core.text import of_points, points_text

CHANGED, RUNNING, WAITING = ("~", "accent"), ("▸", "accent"), ("…", "muted")
"""Of a file alone: it changed since it was run; it is being run; it waits for its run."""
FILE_WORDS = ((CHANGED, "changed since it was run"), (RUNNING, "running"), (WAITING, "waits for its run"))


def file_glyph(state: Status | None) -> tuple[str, str]:
    """Return glyph and role of a file as it is now; None is one that changed since it was run."""
    return CHANGED if state is None else (glyph(state), role(state))


def check_status(check: CheckResult) -> Status:
    """Return the status that a check reads as: some of its points make it partly right."""
    partly = check.status is Status.FAILED and 0 < check.points < check.max_points
    return Status.PARTIAL if partly else check.status


def short_score(score: float, most: float) -> str:
    """Return points of points; all of them are told by their number alone, none at all by nothing."""
    if score <= 0:
        return ""
    return points_text(score) if score >= most else of_points(score, most)


def verdict(result: ExerciseResult) -> str:
    """Return a run in a few words."""
    passed = sum(check.status is Status.PASSED for check in result.checks)
    if result.status is Status.PASSED:
        return "solved"
    if result.status in (Status.TODO, Status.MISSING, Status.FORBIDDEN) or not result.checks:
        return word(result.status)
    if result.message:
        return "can't be loaded"
    return f"{passed} of {len(result.checks)} pass"


def duration(seconds: float) -> str:
    """Return a time a person reads."""
    if seconds < 1:
        return f"{seconds * 1000:.0f} ms"
    if seconds < 60:
        return f"{seconds:.1f} s"
    return f"{seconds // 60:.0f} min {seconds % 60:.0f} s"


def clock(moment: float, now: float | None = None) -> str:
    """Return when it was, on the clock; with the day where it was not today."""
    at = time.localtime(moment)
    today = time.localtime(time.time() if now is None else now)
    same = (at.tm_year, at.tm_yday) == (today.tm_year, today.tm_yday)
    return time.strftime("%H:%M:%S" if same else "%d %b, %H:%M", at)


def ago(moment: float, now: float | None = None) -> str:
    """Return how long ago, in words."""
    seconds = (time.time() if now is None else now) - moment
    for limit, unit, name in ((60, 1, "s"), (3600, 60, "min"), (86400, 3600, "h")):
        if seconds < limit:
            return "just now" if unit == 1 and seconds < 10 else f"{seconds / unit:.0f} {name} ago"
    return time.strftime("%d %b %Y", time.localtime(moment))


def short_path(folder: Path, most: int = 200) -> str:
    """Return a folder as a person writes it; of one of more than `most` characters its end."""
    whole = folder.resolve()
    text = f"~/{whole.relative_to(Path.home())}" if whole.is_relative_to(Path.home()) else str(whole)
    return text if len(text) <= most else f"…/{whole.name}"
