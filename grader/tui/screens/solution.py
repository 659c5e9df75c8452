"""The reference solution in PyTorch, shown once the exercise is solved."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType

from grader.core.lessons import Lesson
from grader.tui.drawing.markdown import python
from grader.tui.drawing.rows import BLANK, Row, Span, padded, row, row_width
from grader.tui.screens.page import Page


class Solution(Page):
    """One file, coloured."""

    BINDINGS: ClassVar[list[BindingType]] = [("s", "dismiss", "Close")]

    def __init__(self, lesson: Lesson) -> None:
        super().__init__()
        self._lesson = lesson

    def heading(self) -> str:
        """Whose reference."""
        return f"Reference: {self._lesson.exercise.title}"

    def content(self, width: int) -> Sequence[Row]:
        """The source."""
        lines = python(self._lesson.reference_source.rstrip("\n"))
        inner = min(max(map(row_width, lines)) + 4, width)
        note = row(("One way to write it, with PyTorch. Yours may differ and be as good.", "muted"))
        return [note, BLANK, *(padded((Span("  ", "fence"), *line), inner, "fence") for line in lines)]
