"""Asks a question with yes and no."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import ModalScreen

from grader.tui.drawing.rows import BLANK, row
from grader.tui.widgets.rows_view import RowsView


class Confirm(ModalScreen[bool]):
    """Answers True for y, False for anything that means no."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("y", "dismiss(True)", "Yes"),
        ("n,escape,q", "dismiss(False)", "No"),
    ]

    def __init__(self, question: str, note: str) -> None:
        super().__init__()
        self._question = question
        self._note = note

    def compose(self) -> ComposeResult:
        """Yield the question in a box."""
        yield RowsView()

    def on_mount(self) -> None:
        """Ask."""
        keys = row(("y", "accent"), " yes     ", ("n", "accent"), " no")
        self.query_one(RowsView).show_rows([row((self._question, "strong")), row(self._note), BLANK, keys])
        self.query_one(RowsView).styles.height = 6
