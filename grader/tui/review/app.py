"""Runs the review: reads the class in a thread, sees what others write, keeps the screens current."""

from __future__ import annotations

import os
import sqlite3
import sys
import threading
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import work
from textual.app import App
from textual.binding import Binding, BindingType
from textual.events import Resize
from textual.message import Message
from textual.screen import Screen

from grader.classroom.explain_again import explain_again
from grader.classroom.gradebook.store import Gradebook, GradebookError
from grader.classroom.report import formats
from grader.classroom.report.marks import note, recorded
from grader.classroom.report.material import material_of
from grader.core import atomic
from grader.core.errors import ProgramError
from grader.core.lessons import lessons
from grader.core.text import one_line
from grader.sandbox.parent.client import Sandbox
from grader.tui import terminal
from grader.tui.review.book import Book, ClassRead, read_class
from grader.tui.review.desk import DeskScreen
from grader.tui.review.ledger import LedgerScreen
from grader.tui.review.pages import ReviewHelp
from grader.tui.review.screen import Decided, ExplainAgain, ReviewScreen, Say, ShowLedger
from grader.tui.screens.small import LEAST_HEIGHT, LEAST_WIDTH, TooSmall
from grader.tui.widgets.lines import KeyLine, MessageLine, Notice

_POLL_SECONDS = 1.0
"""Two reviewers see each other's entries within two seconds."""
_SAID_SECONDS = 8.0


class Read(Message):
    """The class was read, or could not be."""

    def __init__(self, read: ClassRead | None, problem: str = "") -> None:
        self.read = read
        self.problem = problem
        super().__init__()


class ClassExplained(Message):
    """The class was explained again, or could not be."""

    def __init__(self, text: str, *, is_problem: bool = False) -> None:
        self.text = text
        self.is_problem = is_problem
        super().__init__()


class ReviewApp(App[int]):
    """One reviewer on one gradebook."""

    TITLE = "cnn-exercises review"
    CSS_PATH = ["../style.tcss", "review.tcss"]  # noqa: RUF012
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q", "quit", "Quit"),
        Binding("w", "canvas", "Write canvas.csv"),
        Binding("question_mark,f1", "help", "Help"),
    ]

    def __init__(self, book: Book) -> None:
        super().__init__()
        self.book = book
        self.theme = terminal.chosen_theme(os.environ)
        self._ending = threading.Event()
        self._is_reading = False
        self.problem = ""
        """Why the review ended by itself: one line."""

    def get_default_screen(self) -> Screen[None]:
        """Return the desk."""
        return DeskScreen(self.book)

    def on_mount(self) -> None:
        """Read the class once the first picture is out, then look for what others write."""
        self.theme_changed_signal.subscribe(self, lambda theme: terminal.keep_theme(theme.name))
        self.call_after_refresh(self._begin_reading)
        self.set_interval(_POLL_SECONDS, self.look)

    def on_resize(self, event: Resize) -> None:
        """Show one screen only below the least size."""
        small = event.size.width < LEAST_WIDTH or event.size.height < LEAST_HEIGHT
        shown = isinstance(self.screen, TooSmall)
        if small and not shown:
            self.push_screen(TooSmall())
        elif shown and not small:
            self.pop_screen()

    # --- reading -----------------------------------------------------------------------------------------------------

    def _begin_reading(self) -> None:
        if not self._is_reading:
            self._is_reading = True
            self._read()

    @work(thread=True, group="read")
    def _read(self) -> None:
        try:
            self.post_message(Read(read_class(self.book.path, self._ending.is_set)))
        except ProgramError as problem:
            self.post_message(Read(None, str(problem)))

    @work(thread=True, group="lessons")
    def _load_lessons(self) -> None:
        """Have the references at hand when one is asked for; a damaged installation says so then."""
        with suppress(ProgramError):
            lessons()

    def on_read(self, event: Read) -> None:
        """Show the class."""
        self._is_reading = False
        if event.problem:
            self.problem = event.problem
            self.exit(return_code=1)
        elif event.read is not None:
            self.book.take(event.read)
            self._show_book()
            self._load_lessons()

    def look(self) -> None:
        """Take in what another program wrote since the last look."""
        try:
            if not self.book.changed_elsewhere():
                return
            new, has_marks = self.book.take_entries(), self.book.take_marks()
            if self.book.has_other_results():
                self._begin_reading()
        except (ProgramError, sqlite3.Error) as error:
            self.tell(f"the gradebook cannot be read now: {one_line(str(error))}", warn=True)
            return
        if new:
            last = new[-1]
            told = f"{one_line(last.who)} wrote: {last.kind} for {self.book.names([last.student])}"
            self.tell(told + (f" (and {len(new) - 1} more)" if len(new) > 1 else ""))
        if new or has_marks:
            self._show_book()

    def on_decided(self, event: Decided) -> None:
        """Show the class as it is now, on every screen."""
        self._show_book()

    def on_explain_again(self, event: ExplainAgain) -> None:
        """Explain the class again, in a thread."""
        if not self.book.doing:
            self.book.doing = "explaining again ..."
            self._show_book()
            self._explain_again()

    @work(thread=True, group="explain")
    def _explain_again(self) -> None:
        try:
            lessons.cache_clear()  # an author edits mistakes.py while this is open
            with Gradebook(self.book.path, create=False) as gradebook, Sandbox() as sandbox:
                came = explain_again(gradebook, sandbox, stopped=self._ending.is_set)
            told = ClassExplained(" · ".join(came.lines()))
        except (ProgramError, sqlite3.Error) as problem:
            told = ClassExplained(one_line(str(problem)), is_problem=True)
        self.post_message(told)

    def on_class_explained(self, event: ClassExplained) -> None:
        """Say what came of it, and read the class anew."""
        self.book.doing = ""
        self.tell(event.text, warn=event.is_problem)
        self._show_book()
        self._begin_reading()

    def on_show_ledger(self, event: ShowLedger) -> None:
        """List what holds."""
        self.push_screen(LedgerScreen(self.book, event.students))

    def _show_book(self) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, ReviewScreen) and screen.is_mounted:
                screen.show_book()

    # --- saying ------------------------------------------------------------------------------------------------------

    def on_say(self, event: Say) -> None:
        """Say what a screen has to say."""
        self.tell(event.text, warn=event.warn)

    def tell(self, text: str, *, warn: bool = False) -> None:
        """Say one line above the keys of the screen on top; it goes away by itself."""
        notice = Notice(text, "warn" if warn else "accent")
        for screen in reversed(self.screen_stack):
            if line := next(iter(screen.query(MessageLine)), None):
                show(line, notice)
                self.set_timer(_SAID_SECONDS, partial(_forget, line, notice))
                return

    # --- keys --------------------------------------------------------------------------------------------------------

    async def on_key_line_pressed(self, event: KeyLine.Pressed) -> None:
        """Do what the key of the foot does that was clicked."""
        active = self.screen.active_bindings.get(event.key)
        if active is not None:
            await self.run_action(active.binding.action, active.node)

    def action_help(self) -> None:
        """Show every key."""
        self.push_screen(ReviewHelp())

    def action_canvas(self) -> None:
        """Write canvas.csv beside the gradebook."""
        self._write_canvas(self.book.path.parent / "canvas.csv")

    @work(thread=True, group="canvas", exclusive=True)
    def _write_canvas(self, path: Path) -> None:
        try:
            with Gradebook(self.book.path, create=False) as gradebook:
                material, scores = recorded(material_of(gradebook))
                atomic.write_text(path, formats.file_text("canvas", material))
                note(gradebook, scores, by_hand=True)
        except (ProgramError, sqlite3.Error) as problem:
            self.call_from_thread(self.tell, one_line(str(problem)), warn=True)
            return
        self.call_from_thread(self.look)
        self.call_from_thread(self.tell, f"written: {path}")

    # --- the end -----------------------------------------------------------------------------------------------------

    async def action_quit(self) -> None:
        """End the reading first, so that the prompt comes back at once."""
        self._ending.set()
        self.exit(0)

    def on_unmount(self) -> None:
        """End what runs, however the app ends."""
        self._ending.set()


def show(line: MessageLine, notice: Notice) -> None:
    """Show a line that is there only while it has something to say."""
    line.set_class(not notice.text, "-quiet")
    line.show_notice(notice)


def _forget(line: MessageLine, notice: Notice) -> None:
    if line.is_mounted and line.notice is notice:
        show(line, Notice(""))


def run(path: Path, *, seed: int | None, anonymous: bool) -> int:
    """Review a gradebook; return the exit status. Raises ProgramError where the gradebook can't serve."""
    book = Book(path, seed=seed, anonymous=anonymous)
    if not terminal.speaks_utf8(sys.stdout.encoding) and os.environ.get("PYTHONUTF8") != "1":
        terminal.start_again_in_utf8(os.environ)
    app = ReviewApp(book)
    try:
        app.run()
    finally:
        book.close()
    if app.problem:
        raise GradebookError(app.problem)
    return app.return_code or 0
