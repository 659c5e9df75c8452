"""Defines the words a figure is written in: data that the UI draws, not how. Imports NumPy alone."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from exercises.arrays import np


class Role(StrEnum):
    """What a cell or a line is in the figure; the UI gives each a colour *and* a mark that reads without colour."""

    PLAIN = "plain"
    BORDER = "border"
    """Zero padding."""
    WINDOW = "window"
    """The cells under the filter now."""
    FOCUS = "focus"
    """The one cell being worked on now."""
    DONE, NEXT, MUTED = "done", "next", "muted"
    FIRST, SECOND, THIRD, FOURTH = "first", "second", "third", "fourth"
    """Four groups, as the four coloured windows of max pooling."""


@dataclass(frozen=True)
class Mark:
    """A rectangle of cells, from (row, column), with a role. Later marks win."""

    row: int
    column: int
    height: int
    width: int
    role: Role


@dataclass(frozen=True)
class Grid:
    """Numbers or short words in cells, row by row; None is an empty cell. `cell` is the width of one in characters."""

    title: str
    cells: tuple[tuple[float | int | str | None, ...], ...]
    marks: tuple[Mark, ...] = ()
    cell: int = 3


@dataclass(frozen=True)
class Picture:
    """An image drawn in half-blocks: `(H, W)` in [0, 1], or `(H, W, 3)`. One column a pixel, two rows a line."""

    title: str
    pixels: np.ndarray


@dataclass(frozen=True)
class Bar:
    """A labelled bar of `share` in [0, 1] with `text` behind it."""

    label: str
    share: float
    text: str = ""
    role: Role = Role.PLAIN


@dataclass(frozen=True)
class Bars:
    """Horizontal bars, one a line, `width` characters at share 1; `goal` is a share that is marked in each."""

    title: str
    bars: tuple[Bar, ...]
    width: int = 20
    goal: float = 0.0


@dataclass(frozen=True)
class Line:
    """A line of text."""

    text: str
    role: Role = Role.PLAIN


@dataclass(frozen=True)
class Lines:
    """Lines of text: sums as they grow, shapes layer by layer."""

    title: str
    lines: tuple[Line, ...]


Part = Grid | Picture | Bars | Lines


@dataclass(frozen=True)
class Frame:
    """One step of a figure: parts side by side, others `below`, a caption of at most 50 characters at the foot.

    All frames of a figure keep the same parts in the same places. The whole must fit 52 columns by 10 lines, the
    caption included (the pane of an 80x24 terminal); `figure.py` gives `frames() -> tuple[Frame, ...]`.
    """

    caption: str
    parts: tuple[Part, ...]
    below: tuple[Part, ...] = ()
