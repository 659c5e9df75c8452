"""Shows the solution once the exercise is solved: by hand first, then the same with PyTorch."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType

from grader.core.lessons import Lesson
from grader.tui.drawing.markdown import python
from grader.tui.drawing.rows import BLANK, Row, Span, padded, row, row_width
from grader.tui.screens.page import Page


class Solution(Page):
    """One or two files, coloured."""

    BINDINGS: ClassVar[list[BindingType]] = [("s", "dismiss", "Close")]

    def __init__(self, lesson: Lesson) -> None:
        super().__init__()
        self._lesson = lesson

    def heading(self) -> str:
        """Return whose solution."""
        return f"Solution: {self._lesson.exercise.title}"

    def content(self, width: int) -> Sequence[Row]:
        """Return the sources."""
        rows = [row(("One way to write it. Yours may differ and be as good.", "muted"))]
        for what, source in self._lesson.solutions():
            lines = python(source.rstrip("\n"))
            inner = min(max(map(row_width, lines)) + 4, width)
            rows += [BLANK, row((f"{what[0].upper()}{what[1:]}", "strong")), BLANK]
            rows += [padded((Span("  ", "fence"), *line), inner, "fence") for line in lines]
        return rows
