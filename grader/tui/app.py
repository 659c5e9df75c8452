"""Runs the terminal UI: which screen is on top, runs and saved files told to it, the editor, the end.

Everything that is drawn belongs to the screens.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.events import Resize
from textual.screen import Screen
from textual.timer import Timer

from grader.core.lessons import Lesson, lessons
from grader.core.results import ExerciseResult
from grader.student import watch
from grader.student.runs import Grade, Run, Runs
from grader.student.session import Session
from grader.student.workspace import WorkspaceError, reset, write_starters
from grader.tui import editor, terminal
from grader.tui.drawing.suggestions import summary
from grader.tui.messages import (
    CancelRuns,
    EditFile,
    FilesChanged,
    MakeReady,
    PutBack,
    RunLessons,
    RunNews,
    Said,
    WriteStarters,
)
from grader.tui.screens.main import Main
from grader.tui.screens.page import Page
from grader.tui.screens.small import LEAST_HEIGHT, LEAST_WIDTH, TooSmall
from grader.tui.widgets.figure import PAINTED_SECONDS
from grader.tui.widgets.lines import KeyLine, Notice

if TYPE_CHECKING:
    from grader.sandbox.parent.client import Sandbox

_REST_SECONDS = 0.4
"""The cursor rests on an exercise before its server is started."""


class ExercisesApp(App[int]):
    """One student at work in one folder."""

    TITLE = "CNN exercises"
    CSS_PATH = "style.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-short"), (32, "-tall")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [Binding("q", "quit", "Quit")]

    def __init__(
        self,
        folder: Path,
        *,
        course: Sequence[Lesson] | None = None,
        grade: Grade | None = None,
        sandbox: Sandbox | None = None,
        moving: bool = True,
    ) -> None:
        super().__init__()
        self.session = Session(folder, lessons() if course is None else course)
        self.runs = Runs(lambda *news: self.post_message(RunNews(*news)), grade, sandbox, self.session.read_secret)
        self.moving = moving
        self._stop_watching = threading.Event()
        self._resting: Timer | None = None
        self._awaited: set[str] = set()
        """The exercises whose runs are still to end, of all that were asked for at once."""
        self._ran: list[ExerciseResult] = []
        self._told_how_to_leave = False
        self.theme = terminal.chosen_theme(os.environ)

    # --- screens -----------------------------------------------------------------------------------------------------

    def get_default_screen(self) -> Screen[None]:
        """Return the exercises, or the offer to write them."""
        if self.session.has_exercises():
            return Main(self.session, self.runs, moving=self.moving)
        from grader.tui.screens.welcome import Welcome  # it draws with NumPy

        return Welcome(self.session.folder, len(self.session.lessons))

    @property
    def main(self) -> Main | None:
        """Return the main screen, wherever it is in the stack."""
        return next((screen for screen in self.screen_stack if isinstance(screen, Main)), None)

    def on_mount(self) -> None:
        """Begin, after the first picture is out."""
        self.theme_changed_signal.subscribe(self, lambda theme: terminal.keep_theme(theme.name))
        if self.main is not None:
            self._begin_watching()

    def _begin_watching(self) -> None:
        """Note how the files are before the first picture is out; the watching itself waits until after it."""
        names = [lesson.file_name for lesson in self.session.lessons]
        told = watch.changes(self.session.folder, names, self._stop_watching)
        self.set_timer(PAINTED_SECONDS, partial(self._watch, told))
        if self.session.warning:
            self.call_after_refresh(self.say, self.session.warning, warning=True)

    def on_resize(self, event: Resize) -> None:
        """Show one screen only below the least size."""
        small = event.size.width < LEAST_WIDTH or event.size.height < LEAST_HEIGHT
        shown = isinstance(self.screen, TooSmall)
        if small and not shown:
            self.push_screen(TooSmall())
        elif shown and not small:
            self.pop_screen()

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Yield the palette: every key of the main screen, what it offers besides, themes."""
        if isinstance(screen, Main):
            for binding in screen.shown_keys:
                yield SystemCommand(binding.description, f"Key {binding.key}", partial(self.press_key, binding.key))
            yield from screen.commands()
        yield SystemCommand("Theme", "Other colours", self.action_change_theme)
        yield SystemCommand("Quit", "Key q", self.action_quit)

    async def press_key(self, key: str) -> None:
        """Do what a key does here: for the palette, and for keys that are clicked."""
        active = self.screen.active_bindings.get(key)
        if active is not None:
            await self.run_action(active.binding.action, active.node)

    def say(self, text: str, *, warning: bool = False) -> None:
        """Say one line above the keys of every screen that is open."""
        notice = Notice(text, "warn" if warning else "accent", lines=3)
        for screen in self.screen_stack:
            if isinstance(screen, Main | Page):
                screen.show_notice(notice)

    def on_said(self, event: Said) -> None:
        """Say it."""
        self.say(event.text)

    # --- writing the student's folder --------------------------------------------------------------------------------

    def on_write_starters(self, event: WriteStarters) -> None:
        """Write the starters, and show the exercises."""
        try:
            written = write_starters(self.session.folder, self.session.lessons)
        except WorkspaceError as problem:
            event.show_problem(f"{problem}. Choose another folder.")
            return
        self.session.open_history()
        self._begin_watching()
        self.push_screen(Main(self.session, self.runs, moving=self.moving))
        first = next(lesson.file_name for lesson in self.session.lessons if not self.session.solved(lesson))
        told = f"{len(written.made)} files written. Open {first} in your editor: a save runs it."
        self.call_after_refresh(self.say, told)

    def on_put_back(self, event: PutBack) -> None:
        """Put the starter back; the watcher sees that as a save."""
        lesson = event.lesson
        try:
            backup = reset(self.session.folder, lesson)
        except WorkspaceError as problem:
            self.say(str(problem), warning=True)
            return
        self.say(f"{lesson.name}: the starter again" + (f", your file is kept as {backup}" if backup else ""))

    def on_edit_file(self, event: EditFile) -> None:
        """Hand the terminal to the student's editor, and take it back afterwards."""
        path = self.session.folder / event.lesson.file_name
        chosen = editor.chosen(os.environ)
        if chosen is None or not self._driver or not self._driver.can_suspend:
            self.say(f"{event.lesson.name}: no editor found. Set EDITOR, or open {path}", warning=True)
            return
        try:
            with self.suspend():
                editor.edit(chosen, path, told=self._told_how_to_leave)
                self._told_how_to_leave = True
        except (OSError, ValueError) as error:
            self.say(f"{chosen.command} could not be started ({error}). The file is {path}", warning=True)
        self.refresh()

    # --- running -----------------------------------------------------------------------------------------------------

    def run_lessons(self, chosen: Sequence[Lesson]) -> None:
        """Run exercises, one after the other, in a thread of their own."""
        self._work(self.runs.line_up(chosen))
        if self.main is not None:
            self.main.show_run()
            self.main.show_progress()

    def on_run_lessons(self, event: RunLessons) -> None:
        """Start the runs that a screen asks for."""
        if event.every:
            self._awaited, self._ran = {lesson.name for lesson in event.lessons}, []
        self.run_lessons(event.lessons)

    def on_cancel_runs(self, event: CancelRuns) -> None:
        """End runs, and say which."""
        self.runs.cancel(event.runs)
        names = [run.lesson.name for run in event.runs]
        self.say(f"{names[0]}: cancelled" if len(names) == 1 else f"{len(names)} that waited are left out")

    def on_make_ready(self, event: MakeReady) -> None:
        """Make ready for the exercise's first verdict, once the cursor rests on it."""
        if self._resting is not None:
            self._resting.stop()
        self._resting = self.set_timer(_REST_SECONDS, partial(self._warm, event.lesson))

    @work(thread=True, group="runs")
    def _work(self, planned: Sequence[Run]) -> None:
        self.runs.work(planned, self.session.source)

    @work(thread=True, group="warm")
    def _warm(self, lesson: Lesson) -> None:
        self.runs.prepare(lesson)

    @work(thread=True, group="watch")
    def _watch(self, changes: Iterable[watch.Changes]) -> None:
        for news in changes:
            self.post_message(FilesChanged(news.saved, news.gone))

    def on_files_changed(self, event: FilesChanged) -> None:
        """Run the exercises that were saved at once; tell of a file that went, with the remedy."""
        saved = tuple(lesson for lesson in self.session.lessons if lesson.file_name in event.saved)
        gone = tuple(lesson for lesson in self.session.lessons if lesson.file_name in event.gone)
        went = tuple(dict.fromkeys(map(self.session.file_name, gone)))
        for lesson in (*saved, *gone):
            self.session.look(lesson)
        if saved:
            if self.main is not None:
                self.main.saved(saved)
            self.run_lessons(saved)
        if gone and self.main is not None:
            self.main.show_run()
            self.main.show_progress()
            self.say(f"{', '.join(went)} went: on its exercise, x writes the starter as a file", warning=True)

    async def on_key_line_pressed(self, event: KeyLine.Pressed) -> None:
        """Do what the key of the foot does that was clicked."""
        await self.press_key(event.key)

    def on_run_news(self, event: RunNews) -> None:
        """Show what a run has to tell."""
        run, main = event.run, self.main
        if main is None:
            return
        if event.over and run.result is not None and not run.cancelled.is_set():
            self._keep(main, run, run.result)
        elif run.lesson is main.lesson:
            main.show_run()
        main.show_progress()
        if event.over:
            if run.failure:
                self.say(f"{run.lesson.name} {run.failure}", warning=True)
            self._count_down(run)

    def _keep(self, main: Main, run: Run, result: ExerciseResult) -> None:
        warning = self.session.warning
        self.session.keep(result, run.digest)
        if run.lesson.name in self._awaited:
            main.show_run()
        else:
            main.show_finished(result)
        for screen in self.screen_stack:
            if isinstance(screen, Page):
                screen.show_finished(result)
        if isinstance(self.screen, Page) and run.lesson.name not in self._awaited:
            self.screen.tell_finished(self.session, run.lesson)
        if self.session.warning != warning:
            self.say(self.session.warning, warning=True)

    def _count_down(self, run: Run) -> None:
        """Count one run of all as over: the last one ends in a summary."""
        if run.lesson.name not in self._awaited:
            return
        self._awaited.discard(run.lesson.name)
        self._ran += [run.result] if run.result is not None else []
        if not self._awaited:
            self.say(summary(self._ran))

    async def action_quit(self) -> None:
        """End runs and threads first, so that the prompt comes back at once."""
        self.finish()
        self.exit(0)

    def on_unmount(self) -> None:
        """End what runs, however the app ends."""
        self.finish()

    def finish(self) -> None:
        """Leave nothing running, and wait for nothing: a kept run is written, and servers go by themselves."""
        self._stop_watching.set()
        self.runs.let_go()
        self.session.close()
