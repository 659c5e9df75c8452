"""The exercise's moving figure: one pass, then still; after a run also what came beside what was wanted."""

from __future__ import annotations

from collections.abc import Sequence

from textual.events import Resize
from textual.timer import Timer

from exercises.definition import Frame
from grader.core.results import ExerciseResult
from grader.tui.drawing.answers import answer_frames
from grader.tui.drawing.figures import figure_width, frame_rows
from grader.tui.drawing.rows import BLANK, Row, Span
from grader.tui.widgets.rows_view import RowsView

SECONDS_A_FRAME = 0.8
WIDEST = 52
"""Columns of a figure at most, by `exercises.definition.Frame`: all are placed alike, so that nothing jumps."""


class FigurePane(RowsView):
    """Plays a lesson's frames; frames of answers follow them and are stepped to, never played."""

    def __init__(self) -> None:
        super().__init__(id="figure", classes="pane")
        self._frames: tuple[Frame, ...] = ()
        self._result: ExerciseResult | None = None
        self._at = 0
        self._timer: Timer | None = None
        self.border_title = "Figure"

    # --- what to show ------------------------------------------------------------------------------------------------

    def show_frames(self, frames: Sequence[Frame], result: ExerciseResult | None = None, *, play: bool = True) -> None:
        """Another exercise's figure, from its first frame; its last run's answers wait behind it."""
        self._frames, self._result = tuple(frames), result
        self._at = 0
        self._stop()
        if play and len(self._frames) > 1:
            self._play()
        self._draw()

    def show_answers(self, result: ExerciseResult) -> None:
        """A run is over: show the first answer at once, or the figure where all is right."""
        self._result = result
        if self._answers:
            self._stop()
            self._at = len(self._frames)
        else:
            self._at = min(self._at, max(len(self._frames) - 1, 0))
        self._draw()

    @property
    def _answers(self) -> tuple[Frame, ...]:
        """What came beside what was wanted, as wide and as high as the pane is now."""
        if self._result is None:
            return ()
        return answer_frames(self._result, self.content_region.width, self.content_region.height)

    # --- playing -----------------------------------------------------------------------------------------------------

    @property
    def playing(self) -> bool:
        """Whether frames follow by themselves."""
        return self._timer is not None

    @property
    def place(self) -> int:
        """Which frame is shown, answers counted on."""
        return self._at

    def toggle(self) -> None:
        """Pause; go on; from the end, play again."""
        if self.playing:
            self._stop()
        elif len(self._frames) > 1:
            if self._at >= len(self._frames) - 1:
                self._at = 0
            self._play()
        self._draw()

    def step(self, by: int) -> None:
        """One frame on or back, and stand still there."""
        self._stop()
        count = len(self._frames) + len(self._answers)
        if count:
            self._at = min(max(self._at + by, 0), count - 1)
        self._draw()

    def _play(self) -> None:
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

    # --- drawing -----------------------------------------------------------------------------------------------------

    def on_resize(self, event: Resize) -> None:
        """The figure stands in the middle of what there is."""
        self._draw()

    def _draw(self) -> None:
        answers = self._answers
        frames = (*self._frames, *answers)
        width, height = self.content_region.width, self.content_region.height
        if not frames or not width:
            self.show_rows([])
            return
        self._at = min(self._at, len(frames) - 1)
        self.show_rows(self._placed(frame_rows(frames[self._at], width), width, height))
        if not self.playing or self._at in (0, len(self._frames) - 1):
            self._entitle(len(answers))

    def _placed(self, rows: list[Row], width: int, height: int) -> list[Row]:
        """In the middle of a large pane."""
        left = max((width - max(WIDEST, figure_width(rows))) // 2, 0)
        above = max((height - len(rows)) // 3, 0)
        margin = Span(" " * left)
        return [BLANK] * above + [(margin, *line) if left else line for line in rows]

    def _entitle(self, answers: int) -> None:
        if self._at >= len(self._frames):
            title = f"Your answer {self._at - len(self._frames) + 1}/{answers}"
        else:
            title = f"Figure {self._at + 1}/{len(self._frames)}" if not self.playing else "Figure"
        self.border_title = title
        self.border_subtitle = "→ your answer" if answers and self._at < len(self._frames) else ""
