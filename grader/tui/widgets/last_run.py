"""The pane at the foot: the checks of the last run, or the bar and the curve of the one under way."""

from __future__ import annotations

from textual.events import Click, Resize

from grader.course import Lesson
from grader.results import CheckResult, ExerciseResult, Status
from grader.tui.drawing.charts import curve_rows
from grader.tui.drawing.figures import bar_text
from grader.tui.drawing.rows import BLANK, Row, beside, escaped, padded, row
from grader.tui.drawing.words import GLYPHS, SAID, duration, fraction, points
from grader.tui.runs import Run
from grader.tui.widgets.rows_view import RowsView

_VALUE = 20


class LastRun(RowsView):
    """One row a check; Enter opens it."""

    def __init__(self) -> None:
        super().__init__(id="last-run", classes="pane")
        self._lesson: Lesson | None = None
        self._result: ExerciseResult | None = None
        self._run: Run | None = None

    def show_result(self, lesson: Lesson, result: ExerciseResult | None) -> None:
        """Show what is known of an exercise, and no run."""
        if lesson is not self._lesson:
            self._cursor = 0
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
            self.border_subtitle = f"{fraction(self._result.score, self._result.max_score)} points{took}"
            self._draw_checks(self._result)

    def _planned(self, lesson: Lesson) -> list[Row]:
        """Before the first run: what will be looked at."""
        rows = [row(("Save ", "muted"), (lesson.file_name, "code"), (" or press r. These will be checked:", "muted"))]
        for check in lesson.exercise.checks:
            rows.append(row(("  · ", "muted"), padded(row(check.name), 40)[0], (f"  {check.why}", "muted")))
        return rows

    def _draw_checks(self, result: ExerciseResult) -> None:
        width = self.content_region.width - 1
        rows = []
        if result.message:
            rows.append(row((escaped(result.message), "bad" if result.status is not Status.TODO else "muted")))
        if self.content_region.height >= 8 and result.checks:
            rows.append(_columns(width, "", "check", "expected", "yours", "points", "muted"))
        first = len(rows)
        rows.extend(check_row(check, width) for check in result.checks)
        self.show_rows(rows, range(first, len(rows)))


def verdict(result: ExerciseResult) -> str:
    """The run in a few words, for the pane's title."""
    passed = sum(check.status is Status.PASSED for check in result.checks)
    if result.status is Status.PASSED:
        return "solved, press n for the next one"
    if result.status in (Status.TODO, Status.MISSING, Status.FORBIDDEN) or not result.checks:
        return SAID[result.status]
    return f"{passed} of {len(result.checks)} checks pass"


def check_row(check: CheckResult, width: int) -> Row:
    """Glyph, name, what was expected, what came, points."""
    glyph, role = GLYPHS[check.status]
    got = check.got if check.got or check.status is Status.PASSED else SAID[check.status]
    if check.mistake:
        got = f"{got} ({check.mistake})" if got else check.mistake
    score = f"{points(check.points)}/{points(check.max_points)}"
    return _columns(width, glyph, check.name, escaped(check.wanted), escaped(got), score, role)


def _columns(width: int, glyph: str, name: str, wanted: str, got: str, score: str, role: str) -> Row:
    last = 8
    value = min(_VALUE, max((width - last - 4) // 4, 6)) + 1
    named = min(max(width - 4 - last - 2 * value, 12), 42)
    rest = max(width - 4 - last - named - value, value)
    word = "muted" if role == "muted" else "text"
    return (
        *padded(row((f" {glyph} ", role)), 3),
        *padded(row((name, word)), named - 1),
        *row(" "),
        *padded(row((wanted, "muted")), value),
        *padded(row((got, role)), rest - 1),
        *row(" "),
        *row((f"{score:>{last - 1}} ", role)),
    )


def progress_rows(run: Run, width: int, height: int) -> list[Row]:
    """The bar with what is left, and the loss as it falls."""
    if not run.live:
        return [row(("running…", "accent"), ("  Esc cancels", "muted"))]
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
