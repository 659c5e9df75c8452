"""The lecture's four coloured windows, one after the other, then a volume whose maps are pooled one by one."""

from __future__ import annotations

from exercises.figures import Frame, Grid, Line, Lines, Mark, Role

CELLS = ((1, 3, 3, 4), (2, 5, 8, 2), (3, 0, 1, 0), (2, 2, 1, 2))
COLOURS = (Role.FIRST, Role.SECOND, Role.THIRD, Role.FOURTH)
CORNERS = ((0, 0), (0, 2), (2, 0), (2, 2))


def _window(top: int, left: int) -> tuple[int, ...]:
    return CELLS[top][left : left + 2] + CELLS[top + 1][left : left + 2]


def _frame(shown: int, working: bool) -> Frame:
    """`shown` windows have their maximum written; with `working` the next one's values are on the table."""
    windows = [Mark(top, left, 2, 2, COLOURS[k]) for k, (top, left) in enumerate(CORNERS[: shown + working])]
    results = [Mark(k // 2, k % 2, 1, 1, COLOURS[k]) for k in range(shown)]
    maxima = [str(max(_window(*corner))) for corner in CORNERS[:shown]] + ["·"] * (4 - shown)
    if working:
        top, left = CORNERS[shown]
        values = _window(top, left)
        windows += [Mark(top + k // 2, left + k % 2, 1, 1, Role.FOCUS) for k in range(4) if values[k] == max(values)]
        text = f"max({', '.join(map(str, values))}) = {max(values)}"
        caption = f"window {shown + 1} of 4: rows {top}-{top + 1}, columns {left}-{left + 1}"
    else:
        text = "4x4 -> 2x2, and 256x256x64 -> 128x128x64" if shown == 4 else "(4 − 2) / 2 + 1 = 2 windows along a side"
        caption = "each map of a volume is pooled alone" if shown == 4 else "windows of 2x2, moved by stride 2"
    return Frame(
        caption=caption,
        parts=(
            Grid("activation map", CELLS, tuple(windows)),
            Grid("max pooled", (tuple(maxima[:2]), tuple(maxima[2:])), tuple(results)),
        ),
        below=(Lines("", (Line(text, Role.DONE if shown == 4 else Role.PLAIN),)),),
    )


def frames() -> tuple[Frame, ...]:
    """The grid alone; each window with its values, then with its maximum kept; the volume at the end."""
    return (_frame(0, False), *(_frame(k, True) for k in range(4)), _frame(4, False))
