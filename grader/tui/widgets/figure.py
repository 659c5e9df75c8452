"""Draws the pane below the statement: the moving figure; a run under way; what came beside what was wanted.

What draws them needs NumPy, and is imported when there is something to draw: the first picture does not wait for it.
"""

from __future__ import annotations

import importlib
import sys
import time
from collections.abc import Sequence

from rich.markup import escape as markup_free
from textual import work
from textual.events import Resize
from textual.timer import Timer

from exercises.definition import Needs
from exercises.figures import Frame
from grader.core.lessons import Lesson
from grader.core.results import ExerciseResult
from grader.grading.verdict.faults import one_reason
from grader.student.runs import Run
from grader.tui import terminal
from grader.tui.drawing.rows import BLANK, Row, Span, beside, escaped, row, wrapped
from grader.tui.drawing.words import duration
from grader.tui.widgets.rows_view import RowsView

_NUMPY = "numpy"
PAINTED_SECONDS = 0.05
"""After which the first picture is on its way: an import beside it would hold it up."""
SECONDS_A_FRAME = 0.8
SLOW_FRAME = 0.25
"""Seconds from a frame's turn to its being on its way: a link that takes longer gets a still figure."""
_SLOW_FRAMES = 3
_LONG_SECONDS = 4.0
"""Seconds of a run by hand after which it is said what ends it."""
WIDEST = 52
"""Columns of a figure at most, by `exercises.definition.Frame`: all are placed alike, so that nothing jumps."""


class FigurePane(RowsView):
    """Plays a lesson's frames once; shows a run in their place, then its answers, one at a time."""

    def __init__(self, *, moving: bool) -> None:
        super().__init__(id="figure", classes="pane")
        self._moving = moving
        self._lesson: Lesson | None = None
        self._read: dict[str, tuple[Frame, ...]] = {}
        self._frames: tuple[Frame, ...] = ()
        self._result: ExerciseResult | None = None
        self._run: Run | None = None
        self._wrong: tuple[int, ...] = ()
        self._answering = False
        self._answer = 0
        self._at = 0
        self._timer: Timer | None = None
        self._slow = 0

    # --- what to show ------------------------------------------------------------------------------------------------

    def show_frames(self, frames: Sequence[Frame]) -> None:
        """Show another exercise's figure, from its first frame."""
        self._result, self._run, self._wrong, self._answering = None, None, (), False
        self._begin(frames)

    def _begin(self, frames: Sequence[Frame]) -> None:
        self._frames, self._at = tuple(frames), 0
        self._stop()
        if self._moving and len(self._frames) > 1:
            self._play()
        self._draw()

    def show_lesson(self, lesson: Lesson) -> None:
        """Show an exercise's figure; a moment later where NumPy, which they all need, is still to be imported."""
        self._lesson = lesson
        self.show_frames(self._frames_of(lesson))
        if _NUMPY not in sys.modules:
            self.set_timer(PAINTED_SECONDS, self._import_numpy)

    def _frames_of(self, lesson: Lesson) -> tuple[Frame, ...]:
        if lesson.name not in self._read and _NUMPY in sys.modules:
            self._read[lesson.name] = lesson.frames()
        return self._read.get(lesson.name, ())

    @work(thread=True, group="figure")
    def _import_numpy(self) -> None:
        importlib.import_module(_NUMPY)
        self.call_later(self._show_first)

    def _show_first(self) -> None:
        """Show the figure that had to wait, beside what was said meanwhile of a run."""
        if self._lesson is not None and not self._frames:
            self._begin(self._frames_of(self._lesson))

    def show_result(self, result: ExerciseResult | None) -> None:
        """Show what the last run gave, from its first wrong answer."""
        if self._run is not None:
            self._stop()
        self._run = None
        if result is not self._result:
            self._result, self._answer = result, 0
            self._wrong = _wrong_checks(result) if result is not None else ()
        self._draw()

    def show_run(self, run: Run) -> None:
        """Show a run under way, and every second for how long; one that reports how far it is draws itself."""
        if run is not self._run:
            self._stop()
            self._timer = self.set_interval(1.0, self._draw)
        if run.live:
            self._stop()
        self._run = run
        self._draw()

    def look_at(self, *, answering: bool) -> None:
        """Look at the run's answers, or at the figure."""
        self._answering = answering
        if answering and self._run is None:
            self._stop()
        self._draw()

    @property
    def shows_answers(self) -> bool:
        """Return whether an answer is seen, not the figure."""
        return self._answering and self._run is None and bool(self._wrong)

    @property
    def check(self) -> int | None:
        """Return which check's answer is shown."""
        return self._wrong[self._answer] if self.shows_answers else None

    def show_check(self, index: int) -> None:
        """Show a check's answer, if it has one."""
        if index in self._wrong:
            self._answer = self._wrong.index(index)
            self._draw()

    # --- playing -----------------------------------------------------------------------------------------------------

    @property
    def playing(self) -> bool:
        """Return whether frames follow by themselves."""
        return self._timer is not None and self._run is None

    @property
    def place(self) -> int:
        """Return which frame is shown."""
        return self._at

    @property
    def frames(self) -> tuple[Frame, ...]:
        """Return the figure."""
        return self._frames

    def toggle(self) -> None:
        """Pause; go on; from the end, play again. Without motion: the next frame."""
        if self._run is not None:
            return  # its clock goes on
        if not self._moving:
            self.step(1 if self._at < len(self._frames) - 1 else -self._at)
            return
        if self.playing:
            self._stop()
        elif len(self._frames) > 1:
            if self._at >= len(self._frames) - 1:
                self._at = 0
            self._play()
        self._draw()

    def step(self, by: int) -> None:
        """Step one frame, or one answer, on or back, and stand still there."""
        if self._run is not None:
            return
        if self.shows_answers:
            self._answer = (self._answer + by) % len(self._wrong)
        else:
            self._stop()
            self._at = min(max(self._at + by, 0), max(len(self._frames) - 1, 0))
        self._draw()

    def _play(self) -> None:
        self._slow = 0
        self._timer = self.set_interval(SECONDS_A_FRAME, self._advance)

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def _advance(self) -> None:
        self._at += 1
        if self._at >= len(self._frames) - 1:
            self._at = max(len(self._frames) - 1, 0)
            self._stop()
        self._draw()
        if self.playing:
            self.call_after_refresh(self._judge_speed, time.monotonic())

    def _judge_speed(self, asked: float) -> None:
        """Stand still where drawing takes so long that keys would wait for it."""
        slow = time.monotonic() - asked > SLOW_FRAME or terminal.is_behind()
        self._slow = self._slow + 1 if slow else 0
        if self._slow >= _SLOW_FRAMES and self.playing:
            self._stop()
            self._draw()

    # --- drawing -----------------------------------------------------------------------------------------------------

    def on_resize(self, event: Resize) -> None:
        """Draw again: the figure stands in the middle of what there is."""
        self._draw()

    def _draw(self) -> None:
        width, height = self.content_region.width, self.content_region.height
        self._entitle()
        if width and height:
            self.show_rows(self._drawn(width, height))

    def _drawn(self, width: int, height: int) -> list[Row]:
        if self._run is not None:
            return progress_rows(self._run, width, height)
        check = self.check
        if check is not None and self._result is not None:
            from grader.tui.drawing.answers import answer_rows

            return answer_rows(self._result, self._result.checks[check], width - 1, height)
        if not self._frames:
            return []
        from grader.tui.drawing.figures import figure_width, frame_rows

        rows = frame_rows(self._frames[self._at], width)
        return _placed(rows, figure_width(rows), width, height)

    def _entitle(self) -> None:
        if (title := self._title()) != self.border_title:
            self.border_title = title

    def _title(self) -> str:
        if self._run is not None:
            return f"Running {self._run.lesson.name}"
        check = self.check
        if check is not None and self._result is not None:
            count = len(self._wrong)
            which = f" ── {self._answer + 1} of {count} wrong, ← →" if count > 1 else ""
            name = self._result.checks[check].name
            if one_reason(self._result):
                name = "the whole file" if self._result.message else f"all {len(self._result.checks)} checks"
            room = max(self.size.width - len(which) - 2, 8)
            return f"{markup_free(name if len(name) <= room else f'{name[: room - 1]}…')}{which}"
        if not self._frames:
            return "Figure"
        if self.playing:
            return "Figure ── space stop, ← → step"
        return f"Figure {self._at + 1}/{len(self._frames)} ── space play, ← → step"


def _wrong_checks(result: ExerciseResult) -> tuple[int, ...]:
    """Return the places of the checks that have an answer to show."""
    from grader.tui.drawing.answers import wrong_checks

    return wrong_checks(result)


def _placed(rows: list[Row], wide: int, width: int, height: int) -> list[Row]:
    """Place a figure in the middle of a large pane."""
    left = max((width - max(WIDEST, wide)) // 2, 0)
    above = max((height - len(rows)) // 3, 0)
    margin = Span(" " * left)
    return [BLANK] * above + [(margin, *line) if left else line for line in rows]


def progress_rows(run: Run, width: int, height: int) -> list[Row]:
    """Return the bar with what is left, and the loss as it falls."""
    if not run.live:
        exercise = run.lesson.exercise
        spent = f"running for {run.seconds:.0f} s" if run.seconds >= 1 else "running…"
        note = "PyTorch takes a few seconds to start the first time." if exercise.needs is not Needs.NUMPY else ""
        if run.seconds >= _LONG_SECONDS and not note:
            note = f"A run that does not end is stopped after {exercise.seconds:g} s of processor time."
        return [row((spent, "accent"), ("   Esc cancels", "muted")), *wrapped(row((note, "muted")), width)]
    from grader.tui.drawing.charts import curve_rows
    from grader.tui.drawing.figures import bar_text

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
    if width < 70:
        compact = [(*head[0], *row("  ")), (*head[1], *row("  "), *head[2]), (*head[3], *row("   "), *head[4])]
        return [*compact, *curve_rows(run.losses, min(width - 1, 60), max(height - 3, 3))]
    return beside([head, curve_rows(run.losses, min(width - bar - 10, 90), height)], gap=3)
