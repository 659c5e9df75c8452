"""Arranges the four panes of the main screen: the focused pane grows, and a run grows its answer.

`arranged` is the whole rule, in rows and columns; `Panes` applies it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from textual.geometry import NULL_OFFSET, NULL_SPACING, Region, Size
from textual.layout import ArrangeResult, Layout, WidgetPlacement
from textual.widget import Widget

LIST, STATEMENT, FIGURE, CHECKS = PANES = ("exercises", "statement", "figure", "last-run")

FIGURE_ROWS = 10
"""Lines of a figure with its caption, by `exercises.definition.Frame`."""
FIGURE_COLUMNS = 52
BOXED_WIDTH, BOXED_HEIGHT = 110, 29
"""From here on (in cells of the body) panes stand in boxes, all four at once."""
WIDE = 160


@dataclass(frozen=True)
class View:
    """What the arrangement depends on besides the size.

    `grown` is the focused pane; `answering` whether the last run is looked at rather than the statement; `checks` how
    many rows the table of checks wants; `zoomed` a pane that has the whole window.
    """

    grown: str = LIST
    answering: bool = False
    checks: int = 0
    zoomed: str = ""


def is_boxed(size: Size) -> bool:
    """Return whether panes have borders all around at this size of the body."""
    return size.width >= BOXED_WIDTH and size.height >= BOXED_HEIGHT


def arranged(size: Size, view: View) -> Mapping[str, Region]:
    """Return where each pane stands; a pane that is not there is not shown, one of height 1 is folded to its title."""
    if view.zoomed:
        return {view.zoomed: size.region}
    if not is_boxed(size):
        return _stacked(size, view)
    return _wide(size, view) if size.width >= WIDE else _boxed(size, view)


def _stacked(size: Size, view: View) -> Mapping[str, Region]:
    """Put the list at the left, three panes above each other: at 80x24 two of them have room at a time."""
    left = size.width - FIGURE_COLUMNS - 1 if size.width >= 76 else 20
    left = min(left, 34)
    statement, figure, checks = _stacked_heights(size.height, view)
    x, width = left, size.width - left
    return {
        LIST: Region(0, 0, left, size.height),
        STATEMENT: Region(x, 0, width, statement),
        FIGURE: Region(x, statement, width, figure),
        CHECKS: Region(x, statement + figure, width, checks),
    }


def _stacked_heights(height: int, view: View) -> tuple[int, int, int]:
    figure, checks = FIGURE_ROWS + 1, view.checks + 1 if view.checks else 0
    if height >= 10 + figure + checks:  # there is room for all three
        return height - figure - checks, figure, checks
    if view.grown == STATEMENT:
        return height - 1, 1, 0
    if view.grown == FIGURE and not view.answering:
        return 1, height - 1, 0
    if not view.answering:
        return height - figure, figure, 0
    most = height - 5 if view.grown == CHECKS else max(height // 2 - 1, 4)
    checks = min(checks, most)
    return 1, height - 1 - checks, checks


def _boxed(size: Size, view: View) -> Mapping[str, Region]:
    """List and statement above, figure and checks below."""
    list_width, figure_width = 30, FIGURE_COLUMNS + 4
    below = FIGURE_ROWS + 2
    if view.answering or view.grown in (FIGURE, CHECKS):
        below = max(min(view.checks + 2, size.height // 2), below)
    below = max(below, min(size.height - 25, 18))
    above = size.height - below
    return {
        LIST: Region(0, 0, list_width, above),
        STATEMENT: Region(list_width, 0, size.width - list_width, above),
        FIGURE: Region(0, above, figure_width, below),
        CHECKS: Region(figure_width, above, size.width - figure_width, below),
    }


def _wide(size: Size, view: View) -> Mapping[str, Region]:
    """List and statement at full height, figure above checks."""
    list_width = 32
    statement = min(92, (size.width - list_width) // 2)
    x = list_width + statement
    figure = max(FIGURE_ROWS + 4, size.height - max(view.checks + 2, size.height // 2))
    return {
        LIST: Region(0, 0, list_width, size.height),
        STATEMENT: Region(list_width, 0, statement, size.height),
        FIGURE: Region(x, 0, size.width - x, figure),
        CHECKS: Region(x, figure, size.width - x, size.height - figure),
    }


class _Arrangement(Layout):
    """Textual's side of `arranged`."""

    name = "panes"

    def arrange(self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True) -> ArrangeResult:
        """Place the children where `arranged` says."""
        assert isinstance(parent, Panes)
        regions = arranged(size, parent.view)
        placed = ((regions.get(child.id or "", Region()), child) for child in children)
        return [WidgetPlacement(region, NULL_OFFSET, NULL_SPACING, child) for region, child in placed if region.area]


class Panes(Widget):
    """Holds the four panes; `show_view` moves them."""

    def __init__(self, *children: Widget) -> None:
        super().__init__(*children, id="body")
        self.view = View()
        self._arrangement = _Arrangement()

    @property
    def layout(self) -> Layout:
        """Return our own layout, in place of a style's."""
        return self._arrangement

    def show_view(self, view: View) -> None:
        """Arrange the panes anew where anything changed."""
        if view == self.view:
            return
        self.view = view
        # a child's new layout makes its parent arrange anew; the parent's own would come from a cache
        self.children[0].refresh(layout=True)
