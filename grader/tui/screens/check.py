"""Shows one check in full: verdict, recognised mistake, given / wanted / yours; then traceback, call, output."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from grader.core.lessons import Lesson
from grader.core.results import CheckResult, ExerciseResult, Status
from grader.core.status_words import glyph as glyph_of
from grader.core.status_words import role as role_of
from grader.core.status_words import word
from grader.core.text import of_points
from grader.student.session import Session
from grader.tui.drawing.answers import body_rows, call_rows, cause_rows, spaced
from grader.tui.drawing.rows import Row, Span, escaped, escaped_rows, padded, row, wrapped
from grader.tui.drawing.words import check_status
from grader.tui.messages import RunLessons, Said
from grader.tui.screens.editing import edit
from grader.tui.screens.hints import Hints
from grader.tui.screens.page import Keys, Page

_GRID_ROWS = 12
_FOLDED = 2


class CheckScreen(Page):
    """Left and right go to the other checks of the run."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "other(-1)", "The check before", show=False),
        Binding("right", "other(1)", "The next check", show=False),
        Binding("y,c", "copy", "Copy the call"),
        Binding("enter", "unfold", "The whole call", show=False, priority=True),
        Binding("e", "edit", "Edit"),
        Binding("r", "run", "Run again"),
        Binding("h", "hints", "Hint"),
    ]
    KEYS: ClassVar[Keys] = (
        ("y", "Copy call"),
        ("e", "Edit"),
        ("r", "Run"),
        ("←", "Before"),
        ("→", "Next"),
        ("Esc", "Back"),
    )

    def __init__(self, session: Session, lesson: Lesson, result: ExerciseResult, index: int) -> None:
        super().__init__()
        self._session = session
        self.lesson = lesson
        self._result = result
        self._index = index
        self._unfolded = False

    @property
    def check(self) -> CheckResult:
        """Return the check that is open."""
        return self._result.checks[self._index]

    def show_finished(self, result: ExerciseResult) -> None:
        """Show the same check as it is now: the exercise was run again."""
        if result.exercise == self.lesson.name and result.checks:
            self._result = result
            self._index = min(self._index, len(result.checks) - 1)
            self.lay_out()

    # --- drawing -----------------------------------------------------------------------------------------------------

    def heading(self) -> str:
        """Return glyph, name and verdict."""
        status = check_status(self.check)
        return f"{glyph_of(status)} {self.check.name}: {word(status)}"

    def heading_right(self) -> Row:
        """Return points, and which check of how many."""
        role = role_of(check_status(self.check))
        score = of_points(self.check.points, self.check.max_points)
        return row((f"{score} points", role), f"   {self._index + 1} of {len(self._result.checks)}")

    def content(self, width: int) -> Sequence[Row]:
        """Return the verdict, what it looks like, the grids; then the traceback, the call, what was printed."""
        check = self.check
        printed = escaped_rows(self._result.output) if self._result.output.strip() else []
        return spaced(
            [
                [row((check.why, "muted"))] if check.why else [],
                self._verdict(width),
                cause_rows(self._result, check, width),
                self._grids(width),
                _titled("Traceback", escaped_rows(check.traceback, "warn") if check.traceback else [], width),
                self._call(width),
                _titled("Printed", printed, width),
                self._where(width),
            ]
        )

    def _verdict(self, width: int) -> list[Row]:
        """Return what stopped the code, with its line and caret, or what is wrong in sentences."""
        if self.check.traceback:
            return body_rows(self._result, self.check, width, _GRID_ROWS)
        lines = [row(escaped(line)) for line in (self.check.said or self.check.message).splitlines()]
        return [piece for line in lines for piece in wrapped(line, width, indent=2)]

    def _grids(self, width: int) -> list[Row]:
        if self.check.grids is None or self.check.status is Status.PASSED:
            return []
        return body_rows(self._result, self.check, width, _GRID_ROWS + 2)

    def _call(self, width: int) -> list[Row]:
        """Return the call, folded to two lines until Enter unfolds it."""
        if not self.check.call:
            return []
        inner = min(max(map(len, self.check.call.splitlines())) + 4, width)
        lines = call_rows(self.check.call, inner - 4, 1000 if self._unfolded else _FOLDED)
        rows = [padded((Span("  ", "fence"), *line), inner, "fence") for line in lines]
        folded = len(call_rows(self.check.call, inner - 4, 1000)) > len(lines)
        hint = ("   Enter unfolds it, y copies it" if folded else "   y copies it", "muted")
        return [row(("The call", "section"), hint), *rows]

    def _where(self, width: int) -> list[Row]:
        line = f":{self.check.line}" if self.check.line else ""
        path = escaped(self.check.place or f"{self._session.folder / self._session.file_name(self.lesson)}{line}")
        return wrapped(row(("edit ", "muted"), (path, "code"), (f"   seed {self._result.seed}", "muted")), width)

    # --- keys --------------------------------------------------------------------------------------------------------

    def action_other(self, by: int) -> None:
        """Go to another check of the same run."""
        self._index = (self._index + by) % len(self._result.checks)
        self.page.scroll_to(y=0, animate=False)
        self.lay_out()

    def action_unfold(self) -> None:
        """Show all of the call, or fold it again."""
        self._unfolded = not self._unfolded
        self.lay_out()

    def action_copy(self) -> None:
        """Hand the call to the terminal's clipboard; it is on the screen in any case."""
        if self.check.call:
            self.app.copy_to_clipboard(self.check.call)
            self.post_message(Said("Copied, if your terminal allows it. Shift-drag selects too."))

    def action_edit(self) -> None:
        """Open the student's editor."""
        self.post_message(edit(self._session, self.lesson))

    def action_run(self) -> None:
        """Run the exercise again."""
        self.post_message(RunLessons([self.lesson]))

    def action_hints(self) -> None:
        """Open the hints."""
        self.app.push_screen(Hints(self._session, self.lesson))


def _titled(title: str, lines: Sequence[Row], width: int) -> list[Row]:
    if not lines:
        return []
    return [row((title, "section")), *(piece for line in lines for piece in wrapped(line, width, indent=4))]
