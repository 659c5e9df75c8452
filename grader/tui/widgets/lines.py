"""The two single lines of the main screen: progress and score at the top, keys at the foot."""

from __future__ import annotations

from collections.abc import Sequence

from textual.events import Click
from textual.message import Message

from grader.core.text import points_text
from grader.tui.drawing.rows import Row, Span, row, row_width
from grader.tui.widgets.rows_view import RowsView

_BAR = 18
_NAMES = {"?": "question_mark", "Esc": "escape", "←": "left", "→": "right", "↑↓": "down", "Enter": "enter"}


class Banner(RowsView, can_focus=False):
    """Title at the left; solved, a bar and the score at the right."""

    def __init__(self, title: str = "CNN exercises") -> None:
        super().__init__()
        self._left: Row = row((title, "strong"))
        self._right: Row = ()

    def show_progress(self, solved: int, exercises: int, score: float, most: float, note: str = "") -> None:
        """Show where the student stands; `note` is what runs now."""
        filled = round(score / most * _BAR) if most else 0
        self._right = row(
            (f"{note}   " if note else "", "accent"),
            f"{solved}/{exercises} done  ",
            ("━" * filled, "good"),
            ("─" * (_BAR - filled), "muted"),
            (f"  {points_text(score)}/{points_text(most)}", "strong"),
        )
        self._draw()

    def show_title(self, left: Row, right: Row = ()) -> None:
        """Show anything else."""
        self._left, self._right = left, right
        self._draw()

    def on_resize(self) -> None:
        """The right part stays at the right edge."""
        self._draw()

    def _draw(self) -> None:
        gap = self.scrollable_content_region.width - row_width(self._left) - row_width(self._right)
        self.show_rows([(*self._left, Span(" " * max(gap, 1)), *self._right)])


class KeyLine(RowsView, can_focus=False):
    """At most six keys, which can be clicked too."""

    class Pressed(Message):
        """A key was clicked."""

        def __init__(self, key: str) -> None:
            self.key = key
            super().__init__()

    def __init__(self, keys: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._keys = tuple(keys)

    def on_mount(self) -> None:
        """Show the first keys."""
        self.show_keys(self._keys)

    def show_keys(self, keys: Sequence[tuple[str, str]]) -> None:
        """Show (key, word) pairs."""
        self._keys = tuple(keys)
        spans = [span for key, word in keys for span in row((key, "accent"), f" {word}   ")]
        self.show_rows([tuple(spans)])

    def on_click(self, event: Click) -> None:
        """Press the key under the mouse."""
        at = event.x - 1
        for key, word in self._keys:
            width = len(key) + len(word) + 4
            if 0 <= at < width:
                self.post_message(self.Pressed(_NAMES.get(key, key)))
                return
            at -= width
