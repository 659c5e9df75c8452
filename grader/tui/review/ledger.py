"""Lists all that was decided, newest first; Enter takes an entry back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from grader.classroom.gradebook.decide import undo
from grader.classroom.gradebook.ledger import Decision, Kind
from grader.tui.drawing.rows import Row, cropped, row
from grader.tui.review.book import Book
from grader.tui.review.screen import ReviewScreen, Subject
from grader.tui.screens.confirm import Confirm
from grader.tui.widgets.lines import Banner, KeyLine, MessageLine
from grader.tui.widgets.rows_view import MARK, RowsView


class LedgerScreen(ReviewScreen):
    """The entries that hold, about some students or about all."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("h", "dismiss", show=False)]

    def __init__(self, book: Book, students: Sequence[str]) -> None:
        super().__init__(book)
        self._students = tuple(students)
        self._shown: list[Decision] = []

    def compose(self) -> ComposeResult:
        """Yield the line at the top, the entries, the keys."""
        yield Banner()
        yield RowsView(id="entries", classes="page")
        yield MessageLine(classes="-quiet")
        yield KeyLine((("Enter", "Take it back"), ("Esc", "Back"), ("?", "Help")))

    def on_mount(self) -> None:
        """Fill it."""
        self.query_one("#entries").focus()
        self.show_book()

    def on_resize(self) -> None:
        """Draw again: other widths cut elsewhere."""
        self.call_after_refresh(self.show_book)

    def subject(self) -> Subject | None:
        """Return who the entry under the cursor is about."""
        at = self.query_one("#entries", RowsView).cursor
        entry = self._shown[at] if 0 <= at < len(self._shown) else None
        return Subject((entry.student,), entry.exercise) if entry else None

    def show_book(self) -> None:
        """Draw what holds now."""
        view = self.query_one("#entries", RowsView)
        self._shown = self.book.standing_of(self._students)
        about = self.book.names(self._students) if self._students else "the class"
        self.query_one(Banner).show_title(row((f"What was decided about {about}", "strong")))
        width = max(view.scrollable_content_region.width, 10)
        rows: list[Row] = [cropped(row(MARK, " ", self._line(entry)), width) for entry in self._shown]
        view.show_rows(rows or [row(("nothing yet", "muted"))], range(len(rows)))

    def _line(self, entry: Decision) -> str:
        shown = replace(entry, student=self.book.name_of(entry.student))
        if self.book.is_anonymous and entry.kind is Kind.FILE:
            shown = replace(shown, value="of another name")  # which may bear the student's
        return shown.line()

    @on(RowsView.Chosen)
    def ask_to_undo(self, event: RowsView.Chosen) -> None:
        """Ask, then write the entry that takes it back; what was written to a group in one go goes together."""
        entry = self._shown[event.index]
        together = [one for one in self.book.standing_of(()) if entry.group and one.group == entry.group] or [entry]

        def answered(yes: bool | None) -> None:
            if yes:
                self.decide(lambda: [undo(self.book.gradebook, one.id, "") for one in together])

        count = "this entry" if len(together) == 1 else f"all {len(together)} entries that were written together"
        self.app.push_screen(Confirm(f"Take {count} back?", self._line(entry)), answered)
