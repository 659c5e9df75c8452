"""Lists the statuses once: the word, the glyph and the colour role that every screen, page and table uses."""

from __future__ import annotations

from dataclasses import dataclass

from grader.core.results import Status


@dataclass(frozen=True)
class StatusWords:
    """A status as users see it. `role` is "good", "warn", "bad" or "muted": never shown without glyph or word."""

    word: str
    glyph: str
    role: str


STATUS_WORDS = {
    Status.PASSED: StatusWords("passed", "✓", "good"),
    Status.PARTIAL: StatusWords("partly right", "◐", "warn"),
    Status.FAILED: StatusWords("wrong answer", "✗", "bad"),
    Status.ERROR: StatusWords("error", "!", "bad"),
    Status.TIMEOUT: StatusWords("out of time", "∞", "bad"),
    Status.MEMORY: StatusWords("out of memory", "▲", "bad"),
    Status.CRASHED: StatusWords("crashed", "†", "bad"),
    Status.FORBIDDEN: StatusWords("forbidden import", "⊘", "bad"),
    Status.TODO: StatusWords("not started", "·", "muted"),
    Status.MISSING: StatusWords("no file", "?", "muted"),
}


def word(status: Status) -> str:
    """Return a status in everyday words."""
    return STATUS_WORDS[status].word


def glyph(status: Status) -> str:
    """Return the one character that stands for a status."""
    return STATUS_WORDS[status].glyph


def role(status: Status) -> str:
    """Return the colour role of a status."""
    return STATUS_WORDS[status].role
