"""Lists the checks of the last run, one row each; before the first run what will be looked at."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from textual.events import Click, Resize

from grader.core.lessons import Lesson
from grader.core.results import CheckResult, ExerciseResult, Status
from grader.core.status_words import glyph, role, word
from grader.core.text import of_points
from grader.grading.verdict.faults import fault_of, one_reason
from grader.student.history import StoredRun
from grader.tui.drawing.rows import Row, Span, cropped, escaped, padded, row
from grader.tui.drawing.words import check_status, clock, duration, verdict
from grader.tui.widgets.rows_view import MARK, RowsView

_GLYPH, _AT, _HEADING = 3, 9, 6
_LINE = re.compile(r"\Aline \d+: ")


class LastRun(RowsView):
    """One row a check; Enter opens it."""

    def __init__(self) -> None:
        super().__init__(id="last-run", classes="pane")
        self._lesson: Lesson | None = None
        self._result: ExerciseResult | None = None
        self._run: StoredRun | None = None
        self._file_name, self._running = "", False

    def show_run(self, lesson: Lesson, run: StoredRun | None, file_name: str, *, running: bool = False) -> None:
        """Show the last run of an exercise, or what will be checked once its file is saved, or is being checked."""
        result = run.result if run else None
        if result is not self._result:
            self._cursor = _first_wrong(result)
        self._lesson, self._run, self._result = lesson, run, result
        self._file_name, self._running = file_name, running
        self._draw()

    @property
    def wanted_rows(self) -> int:
        """Return how many rows the table takes."""
        if self._lesson is None:
            return 0
        if self._result is None:
            return len(self._lesson.exercise.checks) + 1
        return (1 if one_reason(self._result) else len(self._result.checks) + 1) + len(self._result.notes)

    def stand_on(self, check: int) -> None:
        """Put the cursor on a check."""
        if self._result is not None and not one_reason(self._result):
            self.put_cursor(check)

    def on_resize(self, event: Resize) -> None:
        """Draw again: columns follow the width."""
        self._draw()

    def on_click(self, event: Click) -> None:
        """Stand on a check, or open it."""
        self.choose_line(event.y - self.gutter.top)

    # --- drawing -----------------------------------------------------------------------------------------------------

    def _draw(self) -> None:
        if self._lesson is None or not self.size:
            return
        self.border_title = self._title()
        if self._result is None:
            self.show_rows(self._planned(self._lesson))
        else:
            self._draw_checks(self._result)

    def _title(self) -> str:
        """Return the verdict, and which run it was, when, how long it took, what it earned."""
        if self._run is None or self._result is None:
            return "Running" if self._running else "Not run yet"
        took = f", {duration(self._result.seconds)}" if self._result.seconds else ""
        number = f"run {self._run.number}, {clock(self._run.finished)}{took}"
        told = f"{verdict(self._result)} · {number} · {of_points(self._result.score, self._result.max_score)}"
        learned = " · v: what it learned" if self._result.pictures else ""
        return told + learned if len(told + learned) < self.size.width - 4 else told

    def _planned(self, lesson: Lesson) -> list[Row]:
        """Before the first run: what will be looked at."""
        told = row(("Save ", "muted"), (self._file_name, "code"), (" or press r. These will be checked:", "muted"))
        rows = [row(("These are checked:", "muted")) if self._running else told]
        width, checks = self.content_region.width - 1, lesson.exercise.checks
        names = min(max(len(check.name) for check in checks), max(width - 24, 20))
        for check in checks:
            line = (*row(("  · ", "muted")), *padded(row(check.name), names), *row((f"  {check.why}", "muted")))
            rows.append(cropped(line, width))
        return rows

    def _draw_checks(self, result: ExerciseResult) -> None:
        width = self.content_region.width - 1
        if one_reason(result):
            self.show_rows([together_row(result), *_note_rows(result, width)], range(1))
            return
        columns = Columns.of(result.checks, width)
        heading = self.content_region.height > len(result.checks) or not result.checks
        names = (
            "wanted" if any(check.wanted for check in result.checks) else "",
            "yours" if any(check.got for check in result.checks) else "",
        )
        rows = [columns.row("", "check", "at", *names, "", "muted")] if heading else []
        first = len(rows)
        rows.extend(check_row(check, columns) for check in result.checks)
        self.show_rows([*rows, *_note_rows(result, width)], range(first, len(rows)))


def _note_rows(result: ExerciseResult, width: int) -> list[Row]:
    """Return what is said of the file and costs nothing."""
    return [cropped(row((f"   note: {escaped(note)}", "muted")), width) for note in result.notes]


def _first_wrong(result: ExerciseResult | None) -> int:
    """Return where a student looks first."""
    if result is None or one_reason(result):
        return 0
    return next((at for at, check in enumerate(result.checks) if check.status is not Status.PASSED), 0)


def together_row(result: ExerciseResult) -> Row:
    """Return one row for all checks that failed for one reason."""
    status = result.checks[0].status
    words = "same error" if status is Status.ERROR else word(status)
    count = len(result.checks)
    return row(MARK, (f"{glyph(status)} ", role(status)), f"all {count} checks: ", (words, role(status)))


def check_row(check: CheckResult, columns: Columns) -> Row:
    """Return glyph, name, where, what was wanted, what came, points."""
    status = check_status(check)
    got = check.got
    if check.status is Status.ERROR:
        fault = fault_of(check.traceback)
        got = _LINE.sub("", fault.told) if fault is not None else got
    elif check.status is not Status.FAILED:
        got = "" if check.status is Status.PASSED else word(check.status)
    score = of_points(check.points, check.max_points)
    wanted, at = escaped(check.wanted), check.at.replace(" ", "")
    return columns.row(glyph(status), check.name, at, wanted, escaped(got), score, role(status))


def _needed(texts: Iterable[str]) -> int:
    """Return how wide a column of these is, with its heading and a blank; 0 where all are empty."""
    longest = max(map(len, texts), default=0)
    return max(longest, _HEADING) + 1 if longest else 0


@dataclass(frozen=True)
class Columns:
    """How wide the table's columns are: names and expectations as they need, the rest for what came."""

    name: int
    at: int
    wanted: int
    got: int
    points: int

    @classmethod
    def of(cls, checks: Sequence[CheckResult], width: int) -> Columns:
        """Return columns for these checks in `width`."""
        at = min(max((len(check.at.replace(" ", "")) for check in checks), default=0) + 1, _AT)
        at = max(at, 3) if at > 1 else 0
        points = max((len(of_points(check.points, check.max_points)) for check in checks), default=0) + 1
        room = width - _GLYPH - points - at
        needed = [_needed(getattr(check, word_) for check in checks) for word_ in ("name", "wanted", "got")]
        name = min(needed[0], max(room * 3 // 5, 16, room - needed[1] - needed[2]))
        wanted = min(needed[1], max((room - name) // 2, room - name - needed[2]))
        return cls(name, at, wanted, room - name - wanted, points)

    def row(self, glyph: str, name: str, at: str, wanted: str, got: str, score: str, role: str) -> Row:
        """Return one row of the table."""
        text = "muted" if role == "muted" else "text"
        cells = (
            (glyph, role, _GLYPH - 1),
            (name, text, self.name),
            (at, "muted", self.at),
            (wanted, "muted", self.wanted),
            (got, role, self.got),
        )
        spans: list[Span] = [MARK]
        for word_, colour, columns in cells:
            if columns:
                spans += [*padded(row((word_, colour)), columns - 1), Span(" ")]
        return (*spans, Span(f"{score:>{self.points}}", role))
