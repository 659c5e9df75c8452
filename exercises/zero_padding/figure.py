"""The lecture's 7x7 grid: its border goes on side by side, then the filter stands on the corners."""

from __future__ import annotations

from exercises.figures import Frame, Grid, Line, Lines, Mark, Role
from exercises.zero_padding.exercise import GRID

SIDES = (
    ("above", (0, 0, 1, 9)),
    ("below", (8, 0, 1, 9)),
    ("left", (0, 0, 9, 1)),
    ("right", (0, 8, 9, 1)),
)
CORNERS = (("top left", 0, 0), ("top right", 0, 6), ("bottom left", 6, 0), ("bottom right", 6, 6))


def _size(sides: int) -> Lines:
    rows, columns = 7 + min(sides, 2), 7 + max(sides - 2, 0)
    whole = Role.DONE if sides == 4 else Role.MUTED
    return Lines(
        "",
        (
            Line(f"{rows} rows", Role.FOCUS if 0 < sides < 3 else Role.PLAIN),
            Line(f"{columns} columns", Role.FOCUS if sides > 2 else Role.PLAIN),
            Line(""),
            Line("N + 2P = 7 + 2·1", whole),
            Line("       = 9" if sides == 4 else "       = ?", whole),
            Line(""),
            Line("stride 1, F = 3:", whole),
            Line("9 − 3 + 1 = 7" if sides == 4 else "7 − 3 + 1 = 5", whole),
        ),
    )


def _grid(sides: int, window: tuple[int, int] | None) -> Grid:
    there = {
        (i, j)
        for _, (top, left, height, width) in SIDES[:sides]
        for i in range(top, top + height)
        for j in range(left, left + width)
    }

    def cell(i: int, j: int) -> int | None:
        inside = 0 < i < 8 and 0 < j < 8
        return GRID[i - 1][j - 1] if inside else 0 if (i, j) in there else None

    marks = tuple(Mark(*place, Role.BORDER) for _, place in SIDES[:sides])
    marks = (*marks, Mark(1, 1, 7, 7, Role.PLAIN))
    if window:
        marks = (*marks, Mark(*window, 3, 3, Role.WINDOW), Mark(window[0] + 1, window[1] + 1, 1, 1, Role.FOCUS))
    return Grid("", tuple(tuple(cell(i, j) for j in range(9)) for i in range(9)), marks)


def _frame(caption: str, sides: int, window: tuple[int, int] | None = None) -> Frame:
    return Frame(caption, (_grid(sides, window), _size(sides)))


def frames() -> tuple[Frame, ...]:
    """The bare grid with the filter in its corner, the four sides, then the filter on the four corners."""
    return (
        _frame("no border: the corner is never in the middle", 0, (1, 1)),
        *(_frame(f"zeros {name}", k + 1) for k, (name, _) in enumerate(SIDES)),
        *(_frame(f"now the {name} corner can be the middle", 4, (i, j)) for name, i, j in CORNERS),
    )
