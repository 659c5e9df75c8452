"""Draws rows of spans, scrolled, perhaps with a cursor, sent out only where they changed: the base of every pane."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.color import Color as Colour
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from grader.tui.drawing.contrast import GLYPH, TEXT, readable
from grader.tui.drawing.looks import Look, look_of
from grader.tui.drawing.rows import BLANK, Row, Span, row_width

MARK = Span(" ", "mark")
"""Begins a row that the cursor may stand on: a sign that shows the cursor without colour stands there."""
_CURSOR = Span(">", "mark")
_SIGNS = ("mark", "curve")
"""Roles of single signs, which need less contrast than text."""


class RowsView(ScrollView, can_focus=True):
    """Shows rows. With `choices` (the indices that a cursor may stand on) up and down move it, else they scroll."""

    IS_BAR: ClassVar[bool] = False
    """Whether its ground is coloured from edge to edge."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", show=False),
        Binding("down,j", "move(1)", show=False),
        Binding("home", "edge(-1)", show=False),
        Binding("end", "edge(1)", show=False),
        Binding("enter", "choose", show=False),
    ]

    class News(Message):
        """Something happened to the cursor."""

        def __init__(self, view: RowsView, index: int) -> None:
            self.view = view
            self.index = index
            super().__init__()

        @property
        def control(self) -> RowsView:
            """Return the view, for `@on(..., "#id")`."""
            return self.view

    class Moved(News):
        """The cursor stands on another choice."""

    class Chosen(News):
        """Enter (or a click on the row under the cursor)."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._rows: Sequence[Row] = ()
        self._choices: Sequence[int] = ()
        self._cursor = -1
        self._styles_by_span: dict[tuple[object, ...], Style] = {}

    # --- content ---------------------------------------------------------------------------------------------------

    @property
    def rows(self) -> Sequence[Row]:
        """Return what is shown, above and below the visible part too."""
        return self._rows

    @property
    def cursor(self) -> int:
        """Return which choice the cursor stands on: an index into the choices, or -1."""
        return self._cursor

    def show_rows(self, rows: Sequence[Row], choices: Sequence[int] = ()) -> None:
        """Show other rows; only what differs from before goes to the terminal."""
        before, self._rows = self._rows, tuple(rows)
        self._choices = tuple(choices)
        self._cursor = min(max(self._cursor, 0), len(self._choices) - 1) if self._choices else -1
        self.call_after_refresh(self._scroll_to_cursor)
        size = Size(max(map(row_width, self._rows), default=0), len(self._rows))
        if size.height != self.virtual_size.height:
            self.virtual_size = size
            self.refresh()
            return
        self.virtual_size = size
        for index, (old, new) in enumerate(zip(before, self._rows, strict=True)):
            if old != new:
                self._refresh_row(index, *_changed_columns(old, new))

    def plain(self) -> str:
        """Return the rows as plain text."""
        return "\n".join("".join(span.text for span in line).rstrip() for line in self._rows)

    def _refresh_row(self, index: int, start: int = 0, end: int | None = None) -> None:
        width = self.scrollable_content_region.width
        top = index - self.scroll_offset.y
        if 0 <= top < self.scrollable_content_region.height:
            end = width if end is None else min(end, width)
            if end > start:
                self.refresh(Region(start, top, end - start, 1))

    # --- the cursor ------------------------------------------------------------------------------------------------

    def put_cursor(self, index: int) -> None:
        """Stand on a choice, quietly."""
        if not self._choices or index == self._cursor:
            return
        before, self._cursor = self._cursor, min(max(index, 0), len(self._choices) - 1)
        for choice in {before, self._cursor}:
            if 0 <= choice < len(self._choices):
                self._refresh_row(self._choices[choice])
        self._scroll_to_cursor()

    def _scroll_to_cursor(self) -> None:
        if not 0 <= self._cursor < len(self._choices):
            return  # nothing to stand on, or rows that were not drawn yet
        line = self._choices[self._cursor]
        height = self.scrollable_content_region.height
        # the section's heading above the first exercise comes into view with it
        top = 0 if self._cursor == 0 else line
        if top < self.scroll_offset.y:
            self.scroll_to(y=top, animate=False)
        elif height and line >= self.scroll_offset.y + height:
            self.scroll_to(y=line - height + 1, animate=False)

    def action_move(self, step: int) -> None:
        """Move the cursor, or scroll where there is none."""
        if not self._choices:
            self.scroll_relative(y=step, animate=False)
            return
        before = self._cursor
        self.put_cursor(self._cursor + step)
        if self._cursor != before:
            self.post_message(self.Moved(self, self._cursor))

    def action_edge(self, side: int) -> None:
        """Go to the first or the last."""
        if self._choices:
            self.action_move(side * len(self._choices))
        else:
            self.scroll_to(y=0 if side < 0 else self.virtual_size.height, animate=False)

    def action_page_down(self) -> None:
        """Turn a page on. With a cursor the pages are another pane's: the screen turns the statement's."""
        if self._choices:
            raise SkipAction
        super().action_page_down()

    def action_page_up(self) -> None:
        """Turn a page back, as for page down."""
        if self._choices:
            raise SkipAction
        super().action_page_up()

    def action_choose(self) -> None:
        """Open what the cursor stands on."""
        if self._cursor >= 0:
            self.post_message(self.Chosen(self, self._cursor))

    def choose_line(self, line: int) -> None:
        """Stand on a visible line that was clicked, or open it where the cursor stands there already."""
        index = line + self.scroll_offset.y
        if index in self._choices:
            at = self._choices.index(index)
            if at == self._cursor:
                self.action_choose()
            else:
                self.put_cursor(at)
                self.post_message(self.Moved(self, at))

    # --- drawing ---------------------------------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        """Return one line of the content, in the styles of its roles."""
        width = self.scrollable_content_region.width
        index = y + self.scroll_offset.y
        line = self._rows[index] if index < len(self._rows) else BLANK
        under_cursor = 0 <= self._cursor < len(self._choices) and self._choices[self._cursor] == index
        if under_cursor and line and line[0] == MARK:
            line = (_CURSOR, *line[1:])
        segments = [Segment(span.text, self._style(span, under_cursor)) for span in line]
        strip = Strip(segments, row_width(line))
        filler = self._style(Span(" "), under_cursor)
        return strip.crop(self.scroll_offset.x).crop(0, width).extend_cell_length(width, filler)

    def _style(self, span: Span, under_cursor: bool) -> Style:
        key = (span.role, span.ink, span.ground, under_cursor, self.has_focus)
        if key not in self._styles_by_span:
            self._styles_by_span[key] = self._make_style(span, under_cursor)
        return self._styles_by_span[key]

    def _make_style(self, span: Span, under_cursor: bool) -> Style:
        style = self._style_of(span.role)
        if under_cursor:
            # one cursor looks focused: those of the other panes rest
            cursor = self._style_of("cursor" if self.has_focus else "resting")
            style += Style(bgcolor=cursor.bgcolor, bold=cursor.bold, dim=False)
            if not self._look_of(span.role).ink or span.role == "muted" or self.app.native_ansi_color:
                style += Style(color=cursor.color)
        if span.role != "rule":
            style = _readable(style, GLYPH if span.role in _SIGNS else TEXT)
        if span.ink is not None:
            style += Style(color=Color.from_rgb(*span.ink))
        if span.ground is not None:
            style += Style(bgcolor=Color.from_rgb(*span.ground))
        return style

    def _look_of(self, role: str) -> Look:
        light = not self.app.current_theme.dark
        return look_of(role, sixteen=self.app.native_ansi_color, light=light, on_bar=self.IS_BAR)

    def _style_of(self, role: str) -> Style:
        """Return a role's style on this widget's ground."""
        look = self._look_of(role)
        _, _, ground, ink = self.colors
        ground += self._colour(look.ground)
        ink = self._colour(look.ink) if look.ink else ink
        style = self.rich_style + Style.from_color((ground + ink).rich_color, ground.rich_color)
        return style + Style.parse(look.weight)

    def _colour(self, text: str) -> Colour:
        """Return a colour of the theme, such as "accent" or "foreground 60%"; none at all where the text is empty."""
        name, _, share = text.partition(" ")
        colour = Colour.parse(self.app.theme_variables.get(name, name or "transparent"))
        return colour.multiply_alpha(float(share.rstrip("%")) / 100) if share else colour

    def watch_has_focus(self, has_focus: bool) -> None:
        """Draw the cursor's row again: it looks different with and without the focus."""
        super().watch_has_focus(has_focus)
        if 0 <= self._cursor < len(self._choices):
            self._refresh_row(self._choices[self._cursor])

    def notify_style_update(self) -> None:
        """Draw again: another theme has other colours."""
        self._styles_by_span.clear()
        super().notify_style_update()


def _readable(style: Style, least: float) -> Style:
    """Return the style with ink that stands out from its ground; sixteen colours and rules stay as they are."""
    ink, ground = style.color, style.bgcolor
    if ink is None or ground is None or ink.triplet is None or ground.triplet is None:
        return style
    moved = readable(tuple(ink.triplet), tuple(ground.triplet), least)
    return style if moved == tuple(ink.triplet) else style + Style(color=Color.from_rgb(*moved))


def _changed_columns(old: Row, new: Row) -> tuple[int, int | None]:
    """Return the columns from the first difference to the last; spans only, which is fine enough."""
    start = 0
    left_old, left_new = list(old), list(new)
    while left_old and left_new and left_old[0] == left_new[0]:
        start += left_old.pop(0).width
        left_new.pop(0)
    end = row_width(new)
    if row_width(old) != end:
        return start, None
    while left_old and left_new and left_old[-1] == left_new[-1]:
        end -= left_old.pop().width
        left_new.pop()
    return start, end
