"""The 32x32x3 volume, a filter of 5x5x3 in it, and the parameters filter by filter up to 760."""

from __future__ import annotations

import numpy as np

from exercises.figures import Frame, Line, Lines, Picture, Role

SIDE, DEPTH = 11, 3
"""The image as drawn: 32 pixels shrunk to 11, its three channels set back behind one another."""
FILTERS, WEIGHTS = 10, 75
COLOURS = ((0.75, 0.35, 0.35), (0.35, 0.65, 0.40), (0.35, 0.45, 0.80))
LIT = ((1.0, 0.75, 0.70), (0.75, 1.0, 0.75), (0.75, 0.85, 1.0))


def _volume(channels: int) -> Picture:
    """Three sheets one behind the other; the filter in their visible corners lights up `channels` of them."""
    pixels = np.full((16, 17, 3), 0.08)
    for channel in reversed(range(DEPTH)):
        top, left = 2 * (DEPTH - 1 - channel), 3 * channel
        pixels[top : top + SIDE, left : left + SIDE] = COLOURS[channel]
        if channel < channels:
            pixels[top : top + 3, left + SIDE - 3 : left + SIDE] = LIT[channel]
    return Picture("32x32x3", pixels)


def _maps(done: int) -> Picture:
    """Ten activation maps one behind the other, `done` of them there already."""
    pixels = np.full((16, 17, 3), 0.08)
    for k in reversed(range(done)):
        shade = 0.85 - 0.06 * k
        pixels[9 - k : 16 - k, k : k + 7] = (shade, shade * 0.8, 0.35)
    return Picture(f"32x32x{done}" if done else "no map yet", pixels)


def _sum(channels: int, bias: bool, filters: int) -> Lines:
    weights = tuple(
        Line(f"5·5 = {25 if k < channels else '·'}", Role.DONE if k < channels else Role.MUTED) for k in range(DEPTH)
    )
    one = 25 * channels + bias
    rest = (
        Line(f"bias  {'1' if bias else '·'}", Role.DONE if bias else Role.MUTED),
        Line(f"sum   {one}", Role.FOCUS),
        Line(f"× {filters or '·'}", Role.NEXT if filters else Role.MUTED),
        Line(f"= {one * filters or '·'}", Role.DONE if filters == FILTERS else Role.FOCUS),
    )
    return Lines("one filter", (*weights, *rest))


def _frame(caption: str, channels: int, bias: bool, filters: int) -> Frame:
    return Frame(caption, (_volume(channels), _sum(channels, bias, filters), _maps(filters)))


def frames() -> tuple[Frame, ...]:
    """A filter channel by channel, its bias, then ten filters and their maps."""
    colours = ("red", "green", "blue")
    through = tuple(_frame(f"25 weights for {colour}", k + 1, False, 0) for k, colour in enumerate(colours))
    learned = tuple(
        _frame(f"{k} filter{'s' * (k > 1)}: {k} × {WEIGHTS + 1} = {k * (WEIGHTS + 1)} parameters", 3, True, k)
        for k in range(1, FILTERS + 1)
    )
    return (
        _frame("an image with three channels", 0, False, 0),
        *through,
        _frame("one bias: 5·5·3 + 1 = 76 parameters", 3, True, 0),
        *learned,
    )
