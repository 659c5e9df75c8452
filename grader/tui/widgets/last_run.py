"""The pane at the foot: the checks of the last run, or the bar and the curve of the one under way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.events import Click, Resize

from exercises.definition import Needs
from grader.core.lessons import Lesson
from grader.core.results import CheckResult, ExerciseResult, Status
from grader.core.status_words import glyph as glyph_of
from grader.core.status_words import role as role_of
from grader.core.status_words import word
from grader.core.text import of_points
from grader.tui.drawing.charts import curve_rows
from grader.tui.drawing.figures import bar_text
from grader.tui.drawing.rows import BLANK, Row, Span, beside, escaped, padded, row
from grader.tui.drawing.words import duration
from grader.tui.runs import Run
from grader.tui.widgets.rows_view import RowsView

_VALUE, _GLYPH, _POINTS = 20, 2, 7


class LastRun(RowsView):
    """One row a check; Enter opens it."""

    def __init__(self) -> None:
        super().__init__(id="last-run", classes="pane")
        self._lesson: Lesson | None = None
        self._result: ExerciseResult | None = None
        self._run: Run | None = None

    def show_result(self, lesson: Lesson, result: ExerciseResult | None) -> None:
        """Show what is known of an exercise, and no run."""
        if result is not self._result:
            self._cursor = _first_wrong(result)
        self._lesson, self._result, self._run = lesson, result, None
        self._draw()

    def show_run(self, run: Run) -> None:
        """Show a run under way."""
        self._run = run
        self._draw()

    def on_resize(self, event: Resize) -> None:
        """Columns follow the width."""
        self._draw()

    def on_click(self, event: Click) -> None:
        """Stand on a check, or open it."""
        self.choose_line(event.y - self.gutter.top)

    # --- drawing -----------------------------------------------------------------------------------------------------

    def _draw(self) -> None:
        if self._lesson is None or not self.size:
            return
        self.border_subtitle = ""
        if self._run is not None:
            self.border_title = f"Running {self._lesson.file_name}"
            self.show_rows(progress_rows(self._run, self.content_region.width, self.content_region.height))
        elif self._result is None:
            self.border_title = "Last run"
            self.show_rows(self._planned(self._lesson))
        else:
            self.border_title = f"Last run: {verdict(self._result)}"
            took = f", {duration(self._result.seconds)}" if self._result.seconds else ""
            learned = "v: what it learned · " if self._result.pictures else ""
            self.border_subtitle = f"{learned}{of_points(self._result.score, self._result.max_score)} points{took}"
            self._draw_checks(self._result)

    def _planned(self, lesson: Lesson) -> list[Row]:
        """Before the first run: what will be looked at."""
        rows = [row(("Save ", "muted"), (lesson.file_name, "code"), (" or press r. These will be checked:", "muted"))]
        for check in lesson.exercise.checks:
            rows.append(row(("  · ", "muted"), padded(row(check.name), 40)[0], (f"  {check.why}", "muted")))
        return rows

    def _draw_checks(self, result: ExerciseResult) -> None:
        width = self.content_region.width - 1
        rows: list[Row] = []
        if result.message:
            rows.append(row((escaped(result.message), "bad" if result.status is not Status.TODO else "muted")))
        columns = Columns.of(result.checks, width)
        if self.content_region.height >= 8 and result.checks:
            rows.append(columns.row("", "check", "expected", "yours", "points", "muted"))
        first = len(rows)
        rows.extend(check_row(check, columns) for check in result.checks)
        self.show_rows(rows, range(first, len(rows)))


def _first_wrong(result: ExerciseResult | None) -> int:
    """Where a student looks first."""
    checks = result.checks if result else ()
    return next((at for at, check in enumerate(checks) if check.status is not Status.PASSED), 0)


def verdict(result: ExerciseResult) -> str:
    """The run in a few words, for the pane's title."""
    passed = sum(check.status is Status.PASSED for check in result.checks)
    if result.status is Status.PASSED:
        return "solved, press n for the next one"
    if result.status in (Status.TODO, Status.MISSING, Status.FORBIDDEN) or not result.checks:
        return word(result.status)
    return f"{passed} of {len(result.checks)} checks pass"


def check_row(check: CheckResult, columns: Columns) -> Row:
    """Glyph, name, what was expected, what came, points."""
    glyph, role = glyph_of(check.status), role_of(check.status)
    got = check.got if check.got or check.status is Status.PASSED else word(check.status)
    if check.looks_like:
        got = f"{got} ({check.looks_like})" if got else check.looks_like
    score = of_points(check.points, check.max_points)
    return columns.row(glyph, check.name, escaped(check.wanted), escaped(got), score, role)


@dataclass(frozen=True)
class Columns:
    """How wide the table's columns are: names and expectations as they need, the rest for what came."""

    name: int
    wanted: int
    got: int

    @classmethod
    def of(cls, checks: Sequence[CheckResult], width: int) -> Columns:
        """Columns for these checks in `width`."""
        room = width - _GLYPH - _POINTS
        name = min(max((len(check.name) for check in checks), default=0) + 2, max(room * 2 // 5, 16))
        wanted = min(max((len(check.wanted) for check in checks), default=0) + 2, _VALUE + 2, (room - name) // 2)
        wanted = max(wanted, min(10, (room - name) // 2))
        return cls(name, wanted, room - name - wanted)

    def row(self, glyph: str, name: str, wanted: str, got: str, score: str, role: str) -> Row:
        """One row of the table."""
        word = "muted" if role == "muted" else "text"
        parts = ((glyph, role, _GLYPH), (name, word, self.name), (wanted, "muted", self.wanted), (got, role, self.got))
        spans: list[Span] = []
        for text, colour, columns in parts:
            spans += [*padded(row((text, colour)), columns - 1), Span(" ")]
        return (*spans, Span(f"{score:>{_POINTS}}", role))


def progress_rows(run: Run, width: int, height: int) -> list[Row]:
    """The bar with what is left, and the loss as it falls."""
    if not run.live:
        slow = run.lesson.exercise.needs is not Needs.NUMPY
        note = "  PyTorch takes a few seconds to start the first time." if slow else ""
        return [row(("running…", "accent"), (f"  Esc cancels.{note}", "muted"))]
    bar = 24
    filled = bar_text(run.fraction, bar)
    left = run.seconds_left
    head = [
        row((filled, "good"), ("─" * (bar - len(filled)), "rule"), (f" {run.fraction:4.0%}", "strong")),
        row(escaped(run.text)) if run.text else BLANK,
        row((f"{duration(left)} left" if left is not None else "", "muted")),
        row((f"loss {run.losses[-1]:.3f}" if run.losses else "", "curve")),
        row(("Esc cancels", "muted")),
    ]
    if len(run.losses) < 2:
        return head
    return beside([head, curve_rows(run.losses, min(width - bar - 10, 90), height)], gap=3)
