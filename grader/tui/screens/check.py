"""One check in full: the call, given / wanted / yours, the recognised mistake, the traceback, what was printed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual.binding import Binding, BindingType

from exercises.definition import Frame
from grader.core.lessons import Lesson
from grader.core.results import CheckResult, ExerciseResult, Status
from grader.core.status_words import glyph as glyph_of
from grader.core.status_words import role as role_of
from grader.core.status_words import word
from grader.core.text import of_points
from grader.student.session import Session
from grader.tui.drawing.answers import grid_parts
from grader.tui.drawing.figures import frame_rows
from grader.tui.drawing.rows import BLANK, Row, Span, escaped, escaped_rows, padded, row, row_width, wrapped
from grader.tui.screens.hints import Hints
from grader.tui.screens.page import Keys, Page

if TYPE_CHECKING:
    from grader.tui.app import ExercisesApp

_GRID_ROWS = 12


class CheckScreen(Page):
    """Left and right go to the other checks of the run."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "other(-1)", "The check before", show=False),
        Binding("right", "other(1)", "The next check", show=False),
        Binding("y,c", "copy", "Copy the call"),
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

    @property
    def check(self) -> CheckResult:
        """The check that is open."""
        return self._result.checks[self._index]

    def show_finished(self, result: ExerciseResult) -> None:
        """The exercise was run again: the same check, as it is now."""
        if result.exercise == self.lesson.name and result.checks:
            self._result = result
            self._index = min(self._index, len(result.checks) - 1)
            self.lay_out()

    # --- drawing -----------------------------------------------------------------------------------------------------

    def heading(self) -> str:
        """Glyph, name and verdict."""
        glyph = glyph_of(self.check.status)
        return f"{glyph} {self.check.name}: {word(self.check.status)}"

    def heading_right(self) -> Row:
        """Points, and which check of how many."""
        role = role_of(self.check.status)
        score = of_points(self.check.points, self.check.max_points)
        return row((f"{score} points", role), f"   {self._index + 1} of {len(self._result.checks)}")

    def content(self, width: int) -> Sequence[Row]:
        """Everything that is known, the most telling first."""
        check = self.check
        rows: list[Row] = [row((check.why, "muted"))] if check.why else []
        for part in (
            self._call(width),
            self._message(width),
            self._grids(width),
            self._mistake(width),
            _titled("Traceback", escaped_rows(check.traceback, "warn") if check.traceback else [], width),
            _titled("Printed", escaped_rows(self._result.output) if self._result.output.strip() else [], width),
        ):
            if part:
                rows += [*([BLANK] if rows else []), *part]
        return [*rows, BLANK, *self._where(width)]

    def _call(self, width: int) -> list[Row]:
        if not self.check.call:
            return []
        lines = escaped_rows(self.check.call, "fence")
        inner = max(min(max(map(row_width, lines)) + 4, width), 1)
        folded = [piece for line in lines for piece in wrapped(line, inner - 4)]
        return [padded((Span("  ", "fence"), *line), inner, "fence") for line in folded]

    def _grids(self, width: int) -> list[Row]:
        if self.check.grids is None or self.check.status is Status.PASSED:
            return []
        return frame_rows(Frame("", grid_parts(self.check.grids, width, _GRID_ROWS)), width)

    def _mistake(self, width: int) -> list[Row]:
        if not self.check.looks_like:
            return wrapped(row((escaped(self.check.insight or ""), "strong")), width) if self.check.insight else []
        said = row(("Looks like: ", "accent"), (self.check.looks_like, "strong"))
        return [*wrapped(said, width), *wrapped(row(f"  {self.check.hint}"), width, indent=2)]

    def _message(self, width: int) -> list[Row]:
        lines = [row(escaped(line)) for line in self.check.said.splitlines()]
        return [piece for line in lines for piece in wrapped(line, width, indent=2)]

    def _where(self, width: int) -> list[Row]:
        line = f":{self.check.line}" if self.check.line else ""
        path = escaped(f"{self._session.folder / self.lesson.file_name}{line}")
        return wrapped(row(("edit ", "muted"), (path, "code"), (f"   seed {self._result.seed}", "muted")), width)

    # --- keys --------------------------------------------------------------------------------------------------------

    def action_other(self, by: int) -> None:
        """Another check of the same run."""
        self._index = (self._index + by) % len(self._result.checks)
        self.page.scroll_to(y=0, animate=False)
        self.lay_out()

    def action_copy(self) -> None:
        """Hand the call to the terminal's clipboard; it is on the screen in any case."""
        if self.check.call:
            self.app.copy_to_clipboard(self.check.call)
            self._app.say("Copied, if your terminal allows it. Shift-drag selects too.")

    def action_edit(self) -> None:
        """Open the student's editor."""
        self._app.edit(self.lesson)

    def action_run(self) -> None:
        """Run the exercise again."""
        self._app.run_lessons([self.lesson])

    def action_hints(self) -> None:
        """Open the hints."""
        self.app.push_screen(Hints(self._session, self.lesson))

    @property
    def _app(self) -> ExercisesApp:
        return cast("ExercisesApp", self.app)


def _titled(title: str, lines: Sequence[Row], width: int) -> list[Row]:
    if not lines:
        return []
    return [row((title, "section")), *(piece for line in lines for piece in wrapped(line, width, indent=4))]
