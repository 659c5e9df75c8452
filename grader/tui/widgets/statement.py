"""Shows the statement of the exercise, laid out at the width that there is."""

from __future__ import annotations

import re

from textual.events import Resize

from grader.core.lessons import Lesson
from grader.tui.drawing.markdown import markdown
from grader.tui.widgets.rows_view import RowsView

WIDEST = 92
"""Longer lines are hard to read."""


class Statement(RowsView):
    """Scrolls from the list too: page up and page down are the main screen's. Its title is the exercise's."""

    def __init__(self) -> None:
        super().__init__(id="statement", classes="pane")
        self._lesson: Lesson | None = None
        self._text = ""
        self._file_name = ""

    def show_lesson(self, lesson: Lesson) -> None:
        """Show an exercise's statement from its beginning."""
        self._lesson = lesson
        self._text = re.sub(r"\A# .*\n+", "", lesson.statement)
        self.scroll_to(y=0, animate=False)
        self._lay_out()

    def show_file(self, name: str) -> None:
        """Name the file that stands for it."""
        self._file_name = name
        self._entitle()

    def on_resize(self, event: Resize) -> None:
        """Break the lines anew."""
        self._lay_out()

    def watch_scroll_y(self, old: float, new: float) -> None:
        """Say how much is left to read."""
        super().watch_scroll_y(old, new)
        self._entitle()

    def _lay_out(self) -> None:
        # always a column for the scrollbar, so that its coming and going moves no text
        width = min(self.content_region.width - 1, WIDEST)
        if width > 8 and self._text:
            self.show_rows(markdown(self._text, width))
        self._entitle()

    def _entitle(self) -> None:
        """Write the exercise's title at the left; at the right its experiment, its file,
        how much more there is to read.
        """
        if self._lesson is None or not self.size.width:
            return
        left = f"{self._lesson.exercise.number} · {self._lesson.exercise.title}"
        height = self.content_region.height
        below = len(self.rows) - self.scroll_offset.y - height
        parts = [self._file_name]
        if self._lesson.experiment:
            parts.insert(0, f"t: experiment {self._lesson.experiment}")
        if below > 0:
            parts.append(f"PgDn: {below} more")
        told = [" ── ".join(parts[start:]) for start in range(len(parts))]
        if not height:
            told = ["Tab: statement, figure", "Tab: statement", "Tab"]
        rules = ((self.size.width - len(left) - len(right) - 5, right) for right in told)
        title = next((f"{left} {'─' * rule} {right}" for rule, right in rules if rule > 0), left)
        if title != self.border_title:
            self.border_title = title
