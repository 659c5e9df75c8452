"""Shows hints, one at a time: first that of the diagnosed mistake, then the general ones, also after passing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from grader.core.lessons import Lesson
from grader.student.session import Session
from grader.tui.drawing.markdown import markdown
from grader.tui.drawing.rows import BLANK, Row, row
from grader.tui.screens.page import Keys, Page


class Hints(Page):
    """Opening it shows the diagnosed mistake's hint, where there is none the first general one; h reveals the next."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("h", "reveal", "Next hint")]
    KEYS: ClassVar[Keys] = (("h", "Next hint"), ("Esc", "Back"), ("q", "Quit"))

    def __init__(self, session: Session, lesson: Lesson) -> None:
        super().__init__()
        self._session = session
        self._lesson = lesson
        self._diagnosed = session.diagnosed(lesson)
        self._open = session.hints_revealed(lesson)
        if not self._open and not self._diagnosed:
            self._open = session.reveal_hint(lesson)

    def heading(self) -> str:
        """Return which exercise."""
        return f"Hints: {self._lesson.exercise.title}"

    def heading_right(self) -> Row:
        """Return how many are open."""
        return row(f"{self._open} of {len(self._lesson.hints)}")

    def content(self, width: int) -> Sequence[Row]:
        """Return the open hints."""
        rows: list[Row] = []
        for mistake in self._diagnosed:
            about = row((f"Your last run looks like: {mistake.name}", "muted"))
            rows += [about, *markdown(mistake.hint, min(width, 92)), BLANK]
        for number, hint in enumerate(self._lesson.hints[: self._open], 1):
            rows += [row((f"Hint {number}", "muted")), *markdown(hint, min(width, 92)), BLANK]
        left = len(self._lesson.hints) - self._open
        more = f"h shows the next one ({left} left)." if left else "These are all hints there are."
        return [*rows, row((more, "muted"))]

    def action_reveal(self) -> None:
        """Reveal one more."""
        self._open = self._session.reveal_hint(self._lesson)
        self.lay_out()
        self.page.scroll_to(y=self.page.virtual_size.height, animate=False)
