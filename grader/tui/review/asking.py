"""Asks for one line, with what was said before at hand: points, a comment, a time, a reason, a name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.events import Key
from textual.screen import ModalScreen
from textual.widgets import Input

from grader.core.text import one_line
from grader.tui.drawing.rows import BLANK, Row, cropped, row, wrapped
from grader.tui.widgets.rows_view import RowsView

_WIDTH = 72
_MOST = 9


class AnswerLine(Input):
    """A line to type. While it is empty, a digit puts what was said before there; typing replaces `value`."""

    def __init__(self, stored: Sequence[str], value: str = "") -> None:
        super().__init__(value, select_on_focus=bool(value))
        self._stored = stored

    async def _on_key(self, event: Key) -> None:
        if not self.value and event.character and event.character in "123456789":
            index = int(event.character) - 1
            if index < len(self._stored):
                event.stop()
                event.prevent_default()
                self.value = self._stored[index]
                self.cursor_position = len(self.value)
                return
        await super()._on_key(event)


class Ask(ModalScreen[str | None]):
    """Answers what was typed, or None for Esc and for nothing typed. `value` stands there already."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape", "dismiss(None)", "Back")]

    def __init__(self, title: str, note: str, stored: Sequence[str] = (), value: str = "") -> None:
        super().__init__()
        self._title = title
        self._note = note
        self._stored = tuple(one_line(text) for text in stored[:_MOST])
        self._value = value

    def compose(self) -> ComposeResult:
        """Yield the question, the line, and what was said before."""
        yield RowsView(id="question")
        yield AnswerLine(self._stored, self._value)

    def on_mount(self) -> None:
        """Ask."""
        width = min(self.app.size.width - 6, _WIDTH)
        question = self.query_one("#question", RowsView)
        rows: list[Row] = [*wrapped(row((self._title, "strong")), width)]
        rows += wrapped(row((self._note, "muted")), width) if self._note else []
        for number, text in enumerate(self._stored, 1):
            rows.append(cropped(row((f" {number} ", "accent"), text), width))
        question.show_rows([*rows, BLANK])
        question.styles.height = len(rows) + 2
        question.can_focus = False
        self.query_one(AnswerLine).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter."""
        self.dismiss(event.value.strip() or None)
