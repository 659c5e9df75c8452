"""The terminal UI as a whole: which screen is on top, runs and saved files told to it, the editor, the end.

`run(folder)` is what the command line calls. Everything that is drawn belongs to the screens.
"""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import work
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.events import Resize
from textual.message import Message
from textual.screen import Screen
from textual.timer import Timer

from grader.core.lessons import Lesson, lessons
from grader.student import watch
from grader.student.session import Session
from grader.student.workspace import WorkspaceError, reset, write_starters
from grader.tui import terminal
from grader.tui.pipeline import Pipeline
from grader.tui.runs import News, Run, Runs
from grader.tui.screens.check import CheckScreen
from grader.tui.screens.main import Main
from grader.tui.screens.small import LEAST_HEIGHT, LEAST_WIDTH, TooSmall
from grader.tui.screens.welcome import Welcome
from grader.tui.widgets.lines import KeyLine

EDITORS = ("sensible-editor", "nano", "vim", "vi", "emacs")
"""Tried in this order where neither VISUAL nor EDITOR is set."""

_REST_SECONDS = 0.4
"""The cursor rests on an exercise before its server is started."""


class RunNews(Message):
    """A run's thread has something to show."""

    def __init__(self, news: News) -> None:
        self.news = news
        super().__init__()


class Saved(Message):
    """Files were saved."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = tuple(names)
        super().__init__()


class ExercisesApp(App[int]):
    """One student at work in one folder."""

    TITLE = "CNN exercises"
    CSS_PATH = "style.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (76, "-medium"), (100, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-low"), (24, "-short"), (32, "-tall")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [Binding("q", "quit", "Quit")]

    def __init__(
        self,
        folder: Path,
        *,
        course: Sequence[Lesson] | None = None,
        pipeline: Pipeline | None = None,
        moving: bool = True,
    ) -> None:
        super().__init__()
        self.session = Session(folder, lessons() if course is None else course)
        self.pipeline = pipeline or Pipeline()
        self.runs = Runs(self.pipeline.events, lambda news: self.post_message(RunNews(news)))
        self.moving = moving
        self._stop_watching = threading.Event()
        self._resting: Timer | None = None
        self.theme = terminal.chosen_theme(os.environ)

    # --- screens -----------------------------------------------------------------------------------------------------

    def get_default_screen(self) -> Screen[None]:
        """The exercises, or the offer to write them."""
        if self.session.has_exercises:
            return Main(self.session)
        return Welcome(self.session.folder, len(self.session.lessons))

    @property
    def main(self) -> Main | None:
        """The main screen, wherever it is in the stack."""
        return next((screen for screen in self.screen_stack if isinstance(screen, Main)), None)

    def on_mount(self) -> None:
        """Begin, after the first picture is out."""
        self.theme_changed_signal.subscribe(self, lambda theme: terminal.keep_theme(theme.name))
        if self.main is not None:
            self._begin_watching()

    def _begin_watching(self) -> None:
        """Note how the files are before the first picture is out; the watching itself can wait until after it."""
        names = [lesson.file_name for lesson in self.session.lessons]
        self.call_after_refresh(self._watch, watch.saved(self.session.folder, names, self._stop_watching))
        if self.session.warning:
            self.say(self.session.warning, "warning")

    def on_resize(self, event: Resize) -> None:
        """Below the least size there is one screen only."""
        small = event.size.width < LEAST_WIDTH or event.size.height < LEAST_HEIGHT
        shown = isinstance(self.screen, TooSmall)
        if small and not shown:
            self.push_screen(TooSmall())
        elif shown and not small:
            self.pop_screen()

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The palette: every key of the main screen, the exercises, themes."""
        main = self.main
        if main is not None and screen is main:
            for binding in main._bindings.shown_keys:
                yield SystemCommand(binding.description, f"Key {binding.key}", partial(self.press_key, binding.key))
            for lesson in self.session.lessons:
                yield SystemCommand(
                    f"Go to {lesson.exercise.title}", lesson.exercise.section, partial(self.go_to, lesson)
                )
        yield SystemCommand("Theme", "Other colours", self.action_change_theme)
        yield SystemCommand("Quit", "Key q", self.action_quit)

    async def press_key(self, key: str) -> None:
        """Do what a key does here: for the palette, and for keys that are clicked."""
        active = self.screen.active_bindings.get(key)
        if active is not None:
            await self.run_action(active.binding.action, active.node)

    def go_to(self, lesson: Lesson) -> None:
        """Show an exercise on the main screen."""
        if self.main is not None:
            self.main.list.go_to(lesson)
            self.main.show_lesson()

    def say(self, text: str, severity: str = "information") -> None:
        """One line at the corner, which goes away by itself. Never markup: it may hold a student's words."""
        self.notify(text, severity="warning" if severity == "warning" else "information", timeout=6, markup=False)

    # --- writing the student's folder --------------------------------------------------------------------------------

    def begin(self) -> None:
        """Write the starters, and show the exercises."""
        try:
            written = write_starters(self.session.folder, self.session.lessons)
        except WorkspaceError as problem:
            self.say(f"{problem}. Choose another folder.", "warning")
            return
        self.session.open_history()
        self._begin_watching()
        self.push_screen(Main(self.session))
        self.say(f"{len(written.made)} files written. Open one of them in your editor: saving it runs it.")

    def reset(self, lesson: Lesson) -> None:
        """Put the starter back; the watcher sees that as a save."""
        try:
            backup = reset(self.session.folder, lesson)
        except WorkspaceError as problem:
            self.say(str(problem), "warning")
            return
        self.say(f"Your file is kept as {backup}" if backup else f"{lesson.file_name} written.")

    def edit(self, lesson: Lesson) -> None:
        """Hand the terminal to the student's editor, and take it back afterwards."""
        path = self.session.folder / lesson.file_name
        chosen = os.environ.get("VISUAL") or os.environ.get("EDITOR") or next(filter(shutil.which, EDITORS), "")
        if not chosen or not self._driver or not self._driver.can_suspend:
            self.say(f"No editor found: set EDITOR, or open {path}", "warning")
            return
        try:
            with self.suspend():
                subprocess.run([*shlex.split(chosen), str(path)], check=False)
        except (OSError, ValueError) as error:
            self.say(f"{chosen} could not be started ({error}). The file is {path}", "warning")
        self.refresh()

    # --- running -----------------------------------------------------------------------------------------------------

    def run_lessons(self, chosen: Sequence[Lesson]) -> None:
        """Run exercises, one after the other, in a thread of their own."""
        planned = self.runs.plan(chosen)
        self._work(planned)
        if self.main is not None:
            self.main.show_run()
            self.main.show_progress()

    def cancel_runs(self) -> None:
        """End every run under way."""
        if self.runs.cancel():
            self.say("Cancelled.")

    def warm(self, lesson: Lesson) -> None:
        """Make ready for the exercise's first verdict, once the cursor rests on it."""
        if self._resting is not None:
            self._resting.stop()
        self._resting = self.set_timer(_REST_SECONDS, partial(self._warm, lesson))

    @work(thread=True, group="runs")
    def _work(self, planned: Sequence[Run]) -> None:
        self.runs.work(planned, self.session.source)

    @work(thread=True, group="warm")
    def _warm(self, lesson: Lesson) -> None:
        self.pipeline.prepare(lesson)

    @work(thread=True, group="watch")
    def _watch(self, changes: Iterable[list[str]]) -> None:
        for names in changes:
            self.post_message(Saved(names))

    def on_saved(self, event: Saved) -> None:
        """A save runs the exercise at once."""
        self.run_lessons([lesson for lesson in self.session.lessons if lesson.file_name in event.names])

    async def on_key_line_pressed(self, event: KeyLine.Pressed) -> None:
        """A key of the foot was clicked."""
        await self.press_key(event.key)

    def on_run_news(self, event: RunNews) -> None:
        """Show what a run has to tell."""
        news, main = event.news, self.main
        if main is None:
            return
        if news.failure:
            self.say(news.failure, "warning")
        if news.finished is not None:
            self._keep(news)
        if news.run.lesson is main.lesson:
            main.show_run()
        if news.over or news.finished is not None:
            main.show_progress()

    def _keep(self, news: News) -> None:
        assert news.finished is not None
        lesson, result = news.run.lesson, news.finished.result
        before, warning = self.session.solved(lesson), self.session.warning
        self.session.keep(result, news.digest)
        if self.session.warning != warning:
            self.say(self.session.warning, "warning")
        if self.session.solved(lesson) and not before:
            self.say(f"Solved: {lesson.exercise.title}. Press n for the next one, s for the reference.")
        for screen in self.screen_stack:
            if isinstance(screen, Main | CheckScreen):
                screen.show_finished(result)

    # --- the end -----------------------------------------------------------------------------------------------------

    async def action_quit(self) -> None:
        """End runs and threads first, so that the prompt comes back at once."""
        self.finish()
        self.exit(0)

    def on_unmount(self) -> None:
        """However the app ends."""
        self.finish()

    def finish(self) -> None:
        """Leave nothing running; threads that wait are woken."""
        self._stop_watching.set()
        self.runs.close()
        self.pipeline.close()
        self.session.close()


def run(folder: Path) -> int:
    """Show the UI on a student's folder; return the exit status."""
    if not terminal.speaks_utf8(sys.stdout.encoding) and os.environ.get("PYTHONUTF8") != "1":
        terminal.start_again_in_utf8(os.environ)
    app = ExercisesApp(folder)

    def hang_up(signum: int, frame: object) -> None:
        # The terminal is gone: nothing to restore, nothing may stay behind. In a thread, because what was interrupted
        # may hold a lock; servers that it does not reach in time see our end of their sockets close.
        ending = threading.Thread(target=app.finish, daemon=True)
        ending.start()
        ending.join(1.0)
        os._exit(128 + signum)

    signal.signal(signal.SIGHUP, hang_up)
    signal.signal(signal.SIGTERM, lambda signum, frame: app.exit(128 + signum))
    try:
        app.run()
    finally:
        app.finish()
    return app.return_code or 0
