"""Shows one scrolled page with a line above and keys below: most screens are one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.events import Resize
from textual.screen import Screen

from grader.core.lessons import Lesson
from grader.core.results import ExerciseResult
from grader.student.session import Session
from grader.tui.drawing.rows import Row, row
from grader.tui.drawing.suggestions import answer_words
from grader.tui.widgets.lines import Banner, KeyLine, MessageLine, Notice
from grader.tui.widgets.rows_view import RowsView

Keys = Sequence[tuple[str, str]]
"""What the foot shows: (key, word) pairs."""


class Page(Screen[None]):
    """Subclasses say what stands in it at a width; Esc closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", show=False),
        Binding("pagedown,space", "turn(1)", show=False),
        Binding("pageup", "turn(-1)", show=False),
    ]
    KEYS: ClassVar[Keys] = (("↑↓", "Scroll"), ("Esc", "Back"), ("q", "Quit"))

    def compose(self) -> ComposeResult:
        """Yield the line at the top, the page, the keys."""
        yield Banner()
        yield RowsView(id="page", classes="page")
        yield MessageLine(classes="-quiet")
        yield KeyLine(self.keys)

    def on_mount(self) -> None:
        """Fill it."""
        self.query_one("#page").focus()
        self.lay_out()

    def on_resize(self, event: Resize) -> None:
        """Fill it again at another width, once padding and borders have followed."""
        self.call_after_refresh(self.lay_out)

    @property
    def keys(self) -> Keys:
        """Return what the foot shows here."""
        return self.KEYS

    @property
    def page(self) -> RowsView:
        """Return the scrolled part."""
        return self.query_one("#page", RowsView)

    def lay_out(self) -> None:
        """Draw the page at the width that there is."""
        width = self.page.content_region.width - 1
        if width > 0:
            self.query_one(Banner).show_title(row((self.heading(), "strong")), self.heading_right())
            self.page.show_rows(self.content(width))

    def show_notice(self, notice: Notice) -> None:
        """Say something in the line above the keys, which is there only then."""
        line = self.query_one(MessageLine)
        line.set_class(not notice.text, "-quiet")
        line.show_notice(notice)

    def tell_finished(self, session: Session, lesson: Lesson) -> None:
        """Tell of a run that is over while this page is read: the save answers here too."""
        self.show_notice(Notice(f"{answer_words(session, lesson)} · Esc shows it", "accent"))

    def show_finished(self, result: ExerciseResult) -> None:
        """Take in a run that is over, where this page shows one."""

    def heading(self) -> str:
        """Return what the line at the top says."""
        raise NotImplementedError

    def heading_right(self) -> Row:
        """Return what stands at its right end."""
        return ()

    def content(self, width: int) -> Sequence[Row]:
        """Return the page's rows."""
        raise NotImplementedError

    def action_turn(self, by: int) -> None:
        """Turn a page on or back."""
        self.page.scroll_relative(y=by * max(self.page.size.height - 1, 1), animate=False)
