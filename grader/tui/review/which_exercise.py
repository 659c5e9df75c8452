"""Asks which exercise a file under another name is for, with the whole file below the question."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.events import Resize

from grader.tui.drawing.rows import Row, row, wrapped
from grader.tui.review.asking import AnswerLine, Ask
from grader.tui.review.book import Book
from grader.tui.review.verdict import NOT_KEPT, source_rows
from grader.tui.widgets.rows_view import RowsView


class WhichExercise(Ask):
    """Answers an exercise's name; the one that the file seems to be stands there already. Arrows scroll the file."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "scroll_file(-1)", show=False),
        Binding("down", "scroll_file(1)", show=False),
        Binding("pageup", "turn_file(-1)", show=False),
        Binding("pagedown", "turn_file(1)", show=False),
    ]

    def __init__(self, book: Book, student: str, file: str, seems: str) -> None:
        called = "this file" if book.is_anonymous else f'"{file}"'
        names = ", ".join(one.name for one in book.material.plan.exercises)
        note = f"Enter takes it from the next grading on, Esc leaves it, ↑↓ scroll the file. One of: {names}"
        super().__init__(f"Which exercise is {called} of {book.name_of(student)} for?", note, value=seems)
        spare = next((one.spare.get(file) for one in book.gradebook.roll() if one.student == student), None)
        self._source = book.gradebook.sources.read(spare.digest) if spare is not None else None

    def compose(self) -> ComposeResult:
        """Yield the question, the line, and the file."""
        yield from super().compose()
        view = RowsView(id="asked-file")
        view.can_focus = False
        yield view

    def on_resize(self, event: Resize) -> None:
        """Give the file what the question leaves."""
        self.call_after_refresh(self._show_file)

    @property
    def _file(self) -> RowsView:
        return self.query_one("#asked-file", RowsView)

    def _show_file(self) -> None:
        rows = self._rows(self._file.content_region.width - 1)
        above = self.query_one("#question").outer_size.height + self.query_one(AnswerLine).outer_size.height
        self._file.styles.height = min(len(rows) + 2, max(self.app.size.height - above, 3))
        self._file.show_rows(rows)

    def _rows(self, width: int) -> list[Row]:
        if self._source is None:
            return wrapped(row((NOT_KEPT, "muted")), width)
        return source_rows(self._source.decode("utf-8", "replace"), (), width)[0]

    def action_scroll_file(self, by: int) -> None:
        """Scroll the file by a line."""
        self._file.scroll_relative(y=by, animate=False)

    def action_turn_file(self, by: int) -> None:
        """Turn the file by a page."""
        self._file.scroll_relative(y=by * max(self._file.content_region.height - 1, 1), animate=False)
