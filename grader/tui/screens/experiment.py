"""Runs one of the lecture's experiments and shows what came out: the question, the pictures, what to see in them."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from grader.core.errors import ProgramError
from grader.student.runs import Runs
from grader.student.session import Session
from grader.tui.drawing.figures import bar_text, figure_width, frame_rows
from grader.tui.drawing.rows import BLANK, Row, beside, escaped, row, wrapped
from grader.tui.screens.page import Keys, Page

if TYPE_CHECKING:
    from grader.student.experiments import Shown

_WIDEST, _BAR, _GAP = 92, 30, 4


class ExperimentScreen(Page):
    """Begins at once; Esc ends it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("t", "dismiss", "Close"),
        Binding("r", "again", "Run again"),
    ]
    KEYS: ClassVar[Keys] = (("r", "Run again"), ("↑↓", "Scroll"), ("Esc", "Back"), ("q", "Quit"))

    @dataclass
    class Got(Message):
        """The run has got on, has come to its end, or has failed."""

        fraction: float = 0.0
        text: str = ""
        shown: Shown | None = None
        problem: str = ""

    def __init__(self, session: Session, runs: Runs, name: str) -> None:
        from grader.student.experiments import find_experiment, sources, whose

        super().__init__()
        self._runs, self._called = runs, name
        self._experiment = find_experiment(name)
        self._files = sources(self._experiment, session)
        self._whose = whose(self._files)
        self._got = self.Got(problem="not begun")
        self._cancelled = threading.Event()

    def on_mount(self) -> None:
        """Begin."""
        super().on_mount()
        self.action_again()

    def on_unmount(self) -> None:
        """End it with the screen."""
        self._cancelled.set()

    def action_again(self) -> None:
        """Run it, unless it runs."""
        if self._got.shown is None and not self._got.problem:
            return
        self._got = self.Got(text="starting")
        self.lay_out()
        self.run_worker(self._work, thread=True)

    def _work(self) -> None:
        try:
            for news in self._runs.experiment(self._called, self._files, self._cancelled):
                self.post_message(self._told(news))
        except Exception as error:
            text = str(error) if isinstance(error, ProgramError) else f"it could not be run: {error}"
            self.post_message(self.Got(problem=text))

    def _told(self, news: object) -> Got:
        from grader.sandbox.parent.jobs import ProbeNews
        from grader.student.experiments import Shown

        if isinstance(news, ProbeNews):
            return self.Got(news.fraction, news.text)
        assert isinstance(news, Shown)
        return self.Got(1.0, shown=news)

    def on_experiment_screen_got(self, event: Got) -> None:
        """Show how far it is, or what came."""
        self._got = event
        self.lay_out()

    # --- drawing -----------------------------------------------------------------------------------------------------

    def heading(self) -> str:
        """Return its title."""
        return f"Experiment: {self._experiment.title}"

    def heading_right(self) -> Row:
        """Return how long it took."""
        return row((f"{self._got.shown.seconds:.0f} s", "muted")) if self._got.shown is not None else ()

    def content(self, width: int) -> Sequence[Row]:
        """Return the question, then the run or what it showed."""
        column = min(width, _WIDEST)
        rows = [
            *wrapped(row((self._experiment.question, "strong")), column),
            *wrapped(row((self._whose, "muted")), column),
            BLANK,
        ]
        if self._got.problem:
            told = self._got.problem.splitlines()
            return [
                *rows,
                *(piece for line in told for piece in wrapped(row((escaped(line), "bad")), column, indent=4)),
            ]
        if self._got.shown is None:
            return [*rows, *self._progress()]
        frames = [frame_rows(frame) for frame in self._got.shown.frames]
        return [*rows, *_packed(frames, width), *wrapped(row(self._experiment.shows), column)]

    def _progress(self) -> Iterator[Row]:
        filled = bar_text(self._got.fraction, _BAR)
        rest = "─" * (_BAR - len(filled))
        yield row((filled, "good"), (rest, "rule"), (f" {self._got.fraction:4.0%}", "strong"))
        yield row(escaped(self._got.text), ("   Esc ends it", "muted"))


def _packed(frames: Sequence[list[Row]], width: int) -> Iterator[Row]:
    """Frames beside each other while they fit, the next ones below."""
    line: list[list[Row]] = []
    for frame in frames:
        across = sum(figure_width(one) + _GAP for one in line) + figure_width(frame)
        if line and across > width:
            yield from (*beside(line, _GAP), BLANK)
            line = []
        line.append(frame)
    yield from (*beside(line, _GAP), BLANK)
