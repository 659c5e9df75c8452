"""Makes colours that can be read: moves ink towards black or white until it stands out from its ground. Pure."""

from __future__ import annotations

from functools import lru_cache

from grader.tui.drawing.rows import Colour

TEXT, GLYPH = 4.5, 3.0
"""The least contrasts, as WCAG measures them, of text and of single signs."""
_STEPS = 20


def _brightness(colour: Colour) -> float:
    parts = (part / 255 for part in colour)
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(ink: Colour, ground: Colour) -> float:
    """Return the contrast of two colours, from 1 to 21."""
    low, high = sorted((_brightness(ink), _brightness(ground)))
    return (high + 0.05) / (low + 0.05)


@lru_cache(maxsize=1024)
def readable(ink: Colour, ground: Colour, least: float) -> Colour:
    """Return the ink, or the nearest one to it towards black or white that has at least this contrast."""
    end = max(((0, 0, 0), (255, 255, 255)), key=lambda one: contrast(one, ground))
    for step in range(_STEPS + 1):
        moved = _mixed(ink, end, step / _STEPS)
        if contrast(moved, ground) >= least:
            return moved
    return end


def _mixed(one: Colour, other: Colour, share: float) -> Colour:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue
