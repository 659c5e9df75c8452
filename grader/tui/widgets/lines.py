"""Draws the single lines of a screen: progress at the top; at the foot what there is to say, then the keys.

What there is to say breaks between words, into as many rows as it needs and may have.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.events import Click
from textual.message import Message

from grader.core.text import points_text
from grader.tui.drawing.rows import Row, Span, cropped, escaped, row, row_width, wrapped
from grader.tui.widgets.rows_view import RowsView

_BAR = 18
_NAMES = {
    "?": "question_mark",
    "Esc": "escape",
    "←": "left",
    "→": "right",
    "↑↓": "down",
    "Enter": "enter",
    "Tab": "tab",
}


class Banner(RowsView, can_focus=False):
    """Title and how far the student is at the left; what the program does at the right."""

    IS_BAR = True

    def __init__(self, title: str = "CNN exercises") -> None:
        super().__init__()
        self._left: Row = row((title, "strong"))
        self._right: Row = ()

    def show_progress(self, solved: int, exercises: int, score: float, most: float, note: Row) -> None:
        """Show where the student stands; `note` is what the program does now."""
        filled = round(score / most * _BAR) if most else 0
        self._left = row(
            ("CNN exercises", "strong"),
            f"   {solved}/{exercises} done ",
            ("━" * filled, "good"),
            ("─" * (_BAR - filled), "muted"),
            (f" {points_text(score)}/{points_text(most)}", "strong"),
        )
        self._right = note
        self._draw()

    def show_title(self, left: Row, right: Row = ()) -> None:
        """Show anything else."""
        self._left, self._right = left, right
        self._draw()

    def on_resize(self) -> None:
        """Draw again: the right part stays at the right edge."""
        self._draw()

    def _draw(self) -> None:
        width = self.scrollable_content_region.width
        right = cropped(self._right, max(width - row_width(self._left) - 2, 0)) if width else self._right
        gap = width - row_width(self._left) - row_width(right)
        self.show_rows([(*self._left, Span(" " * max(gap, 1)), *right)])


@dataclass(frozen=True)
class Notice:
    """What there is to say. `role` is its colour; where it does not fit one row it may take so many `lines`."""

    text: str
    role: str = "text"
    lines: int = 2


class MessageLine(RowsView, can_focus=False):
    """One line above the keys (more where it is long): names its exercise, and covers nothing."""

    def __init__(self, *, classes: str | None = None) -> None:
        super().__init__(classes=classes)
        self._notice = Notice("")

    @property
    def notice(self) -> Notice:
        """Return what is said now."""
        return self._notice

    def show_notice(self, notice: Notice) -> None:
        """Say something else; an empty text is a plain rule."""
        self._notice = notice
        self._draw()

    def on_resize(self) -> None:
        """Draw again: the rule reaches to the edge."""
        self._draw()

    def _draw(self) -> None:
        width = self.scrollable_content_region.width
        if not width:
            return
        # a student's words may be in it
        said = escaped(self._notice.text.replace("\n", " "))
        line = row(("── ", "rule"), (said, self._notice.role))
        rows = _within(wrapped(line, width - 2, indent=3), self._notice.lines, width - 2) if said else []
        last = (*rows.pop(), Span(" ")) if rows else ()
        rows.append((*last, Span("─" * max(width - row_width(last), 0), "rule")))
        self.styles.height = len(rows)
        self.show_rows(rows)


def _within(rows: list[Row], most: int, width: int) -> list[Row]:
    """Return the first `most` rows, with an ellipsis after a whole word where there are more."""
    if len(rows) <= most:
        return rows
    *kept, last = rows[:most]
    return [*kept, (*wrapped(last, width - 2)[0], Span(" …"))]


class KeyLine(RowsView, can_focus=False):
    """At most six keys, which can be clicked too. They stand closer where the window is narrow."""

    IS_BAR = True

    class Pressed(Message):
        """A key was clicked."""

        def __init__(self, key: str) -> None:
            self.key = key
            super().__init__()

    def __init__(self, keys: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._keys = tuple(keys)
        self._gap = 3

    def on_resize(self) -> None:
        """Show the keys as far apart as there is room."""
        self.show_keys(self._keys)

    def show_keys(self, keys: Sequence[tuple[str, str]]) -> None:
        """Show (key, word) pairs."""
        self._keys = tuple(keys)
        room = self.scrollable_content_region.width - sum(row_width(row(f"{key} {word}")) for key, word in keys)
        self._gap = min(max(room // max(len(keys) - 1, 1), 1), 3)
        spans = [span for key, word in keys for span in row((key, "accent"), f" {word}{' ' * self._gap}")]
        self.show_rows([tuple(spans)])

    def on_click(self, event: Click) -> None:
        """Press the key under the mouse."""
        at = event.x - 1
        for key, word in self._keys:
            width = len(key) + 1 + len(word) + self._gap
            if 0 <= at < width:
                self.post_message(self.Pressed(_NAMES.get(key, key)))
                return
            at -= width
