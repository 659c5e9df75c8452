"""The statement of the exercise, laid out at the width that there is."""

from __future__ import annotations

import re

from textual.events import Resize

from grader.core.lessons import Lesson
from grader.tui.drawing.markdown import markdown
from grader.tui.widgets.rows_view import RowsView

WIDEST = 92
"""Longer lines are hard to read."""


class Statement(RowsView):
    """Scrolls from the list too: page up and page down are the main screen's."""

    def __init__(self) -> None:
        super().__init__(id="statement", classes="pane")
        self._text = ""
        self.border_title = "Statement"

    def show_lesson(self, lesson: Lesson) -> None:
        """Show an exercise's statement from its beginning."""
        self._text = numbered(lesson)
        self.scroll_to(y=0, animate=False)
        self._lay_out()

    def on_resize(self, event: Resize) -> None:
        """Break the lines anew."""
        self._lay_out()

    def _lay_out(self) -> None:
        # always a column for the scrollbar, so that its coming and going moves no text
        width = min(self.content_region.width - 1, WIDEST)
        if width > 8 and self._text:
            self.show_rows(markdown(self._text, width))


def numbered(lesson: Lesson) -> str:
    """The statement with the exercise's number in its title."""
    title = f"# {lesson.exercise.number} · {lesson.exercise.title}\n"
    text, found = re.subn(r"\A# .*\n", lambda _: title, lesson.statement)
    return text if found else f"{title}\n{text}"
