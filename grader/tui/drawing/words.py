"""Statuses, points and times in the glyphs and words that every screen uses."""

from __future__ import annotations

import time

from grader.core.results import Status

GLYPHS: dict[Status, tuple[str, str]] = {
    Status.PASSED: ("✓", "good"),
    Status.PARTIAL: ("◐", "warn"),
    Status.FAILED: ("✗", "bad"),
    Status.ERROR: ("!", "bad"),
    Status.TIMEOUT: ("∞", "bad"),
    Status.MEMORY: ("▲", "bad"),
    Status.CRASHED: ("†", "bad"),
    Status.FORBIDDEN: ("⊘", "bad"),
    Status.TODO: ("·", "muted"),
    Status.MISSING: ("?", "muted"),
}
"""A glyph and a role a status: never a colour alone."""

SAID: dict[Status, str] = {
    Status.PASSED: "passed",
    Status.PARTIAL: "partly right",
    Status.FAILED: "wrong answer",
    Status.ERROR: "error",
    Status.TIMEOUT: "out of time",
    Status.MEMORY: "out of memory",
    Status.CRASHED: "crashed",
    Status.FORBIDDEN: "forbidden import",
    Status.TODO: "not started",
    Status.MISSING: "no file",
}


def points(score: float) -> str:
    """3 rather than 3.0, 2.5 as it is."""
    return f"{score:.1f}".removesuffix(".0")


def fraction(score: float, most: float) -> str:
    """Points of points."""
    return f"{points(score)}/{points(most)}"


def duration(seconds: float) -> str:
    """A time a person reads."""
    if seconds < 1:
        return f"{seconds * 1000:.0f} ms"
    if seconds < 60:
        return f"{seconds:.1f} s"
    return f"{seconds // 60:.0f} min {seconds % 60:.0f} s"


def ago(moment: float, now: float | None = None) -> str:
    """How long ago, in words."""
    seconds = (time.time() if now is None else now) - moment
    for limit, unit, word in ((60, 1, "s"), (3600, 60, "min"), (86400, 3600, "h")):
        if seconds < limit:
            return "just now" if unit == 1 and seconds < 10 else f"{seconds / unit:.0f} {word} ago"
    return time.strftime("%d %b %Y", time.localtime(moment))
