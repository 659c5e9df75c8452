"""Shows the main screen: exercises, statement, figure or answer, checks. Everything else opens above it."""

from __future__ import annotations

import time

from textual import on
from textual.app import ComposeResult
from textual.events import DescendantFocus, Resize

from grader.core.lessons import Lesson
from grader.core.results import ExerciseResult, Status
from grader.student.runs import Run, Runs
from grader.student.session import Session
from grader.tui.drawing.rows import Row, escaped, row
from grader.tui.drawing.suggestions import answer_words, suggestion
from grader.tui.drawing.words import short_path
from grader.tui.messages import MakeReady
from grader.tui.screens.main_keys import Keys, keys_of
from grader.tui.widgets.exercise_list import ExerciseList
from grader.tui.widgets.figure import FigurePane
from grader.tui.widgets.last_run import LastRun
from grader.tui.widgets.lines import Banner, KeyLine, MessageLine, Notice
from grader.tui.widgets.panes import CHECKS, FIGURE, LIST, PANES, STATEMENT, Panes, View, is_boxed
from grader.tui.widgets.rows_view import RowsView
from grader.tui.widgets.statement import Statement

_LONGEST_PATH = 18
_ZOOMS = ("", STATEMENT, FIGURE, CHECKS)
_MOVED_LATELY = 4.0
"""Seconds after a move of the cursor in which a save does not take it elsewhere."""


class Main(Keys):
    """Panes that follow the cursor of the list."""

    def __init__(self, session: Session, runs: Runs, *, moving: bool = True) -> None:
        super().__init__(session, runs)
        self._moving = moving
        self._zoom = ""
        self._answering = False
        self._moved = -_MOVED_LATELY
        self._notice: Notice | None = None
        self._elsewhere: Lesson | None = None
        """An exercise that was saved and run while another one was looked at: Enter shows it."""

    def compose(self) -> ComposeResult:
        """Yield the panes of the pictures in the README."""
        yield Banner()
        yield Panes(ExerciseList(self.session), Statement(), FigurePane(moving=self._moving), LastRun())
        yield MessageLine()
        yield KeyLine(keys_of())

    def on_mount(self) -> None:
        """Start at the first exercise that is not solved."""
        self.list.show_standings()
        unsolved = (lesson for lesson in self.session.lessons if not self.session.solved(lesson))
        self.list.go_to(next(unsolved, self.session.lessons[0]))
        self.list.focus()
        self.show_lesson()
        self.show_progress()

    def on_resize(self, event: Resize) -> None:
        """Bring boxes back where there is room for them."""
        self.set_class(is_boxed(event.size - (0, 3)), "-boxed")

    @property
    def list(self) -> ExerciseList:
        """Return the list of exercises."""
        return self.query_one(ExerciseList)

    @property
    def lesson(self) -> Lesson:
        """Return the exercise being looked at."""
        return self.list.lesson

    @property
    def run(self) -> Run | None:
        """Return the run under way of the exercise being looked at."""
        return self.runs.current.get(self.lesson.name)

    # --- following the list ------------------------------------------------------------------------------------------

    @on(RowsView.Moved, "#exercises")
    def moved(self) -> None:
        """Note that the cursor was moved by hand, so that a save leaves it there for a while."""
        self._moved = time.monotonic()
        self._answering = False
        self.show_lesson()

    def go_to(self, lesson: Lesson) -> None:
        """Show another exercise."""
        self.list.go_to(lesson)
        self._answering = False
        self.show_lesson()

    def show_lesson(self) -> None:
        """Show the exercise under the cursor in the other panes."""
        lesson = self.lesson
        self._notice = None
        self.session.look(lesson)
        if self._elsewhere is lesson:
            self._elsewhere = None
        self.query_one(Statement).show_lesson(lesson)
        self.query_one(FigurePane).show_lesson(lesson)
        self.show_run()
        self.post_message(MakeReady(lesson))

    def show_run(self) -> None:
        """Show the run under way, or what the last one gave."""
        lesson, run = self.lesson, self.run
        result, file_name = self.session.result(lesson), self.session.file_name(lesson)
        figure, checks = self.query_one(FigurePane), self.query_one(LastRun)
        self.query_one(Statement).show_file(file_name)
        last = self.session.last(lesson) if result is not None else None
        checks.show_run(lesson, last, file_name, running=run is not None)
        figure.show_result(result)
        if run is not None and run.started is not None:
            figure.show_run(run)
            self._answering = self._answering or run.live
        self.give_room()

    def give_room(self) -> None:
        """Give the panes their room, the keys their words, and say what can be done."""
        result, run = self.session.result(self.lesson), self.run
        looking = self._answering and (result is not None or run is not None)
        figure, checks = self.query_one(FigurePane), self.query_one(LastRun)
        figure.look_at(answering=looking)
        focused = self.focused.id if self.focused is not None and self.focused.id in PANES else LIST
        rows = checks.wanted_rows if result is not None and run is None else 0
        if not looking and result is None:
            rows = checks.wanted_rows if self.has_class("-boxed") else 0
        self.query_one(Panes).show_view(View(focused or LIST, looking, rows, self._zoom))
        shown = result.status if looking and result is not None else None
        self.query_one(KeyLine).show_keys(keys_of(shown, running=run is not None, zoomed=bool(self._zoom)))
        self._say_what_is_next()

    def _say_what_is_next(self) -> None:
        line = self.query_one(MessageLine)
        if self._notice is not None:
            line.show_notice(self._notice)
        elif self._elsewhere is not None:
            line.show_notice(Notice(f"{answer_words(self.session, self._elsewhere)} · Enter shows it", "accent"))
        elif self.run is not None:
            started = self.run.started is not None
            said = "running · Esc cancels it" if started else "waits for its run · Esc leaves it out"
            line.show_notice(Notice(f"{self.lesson.name}: {said}"))
        else:
            line.show_notice(Notice(suggestion(self.session, self.lesson, answering=self._answering)))

    def show_notice(self, notice: Notice) -> None:
        """Say something until the cursor moves or a run ends."""
        self._notice = notice
        self._say_what_is_next()

    def show_progress(self) -> None:
        """Show where the student stands: the list and the line at the top."""
        running = self.runs.current
        self.list.show_standings(running)
        score, most = self.session.total
        solved, exercises = self.session.solved_count, len(self.session.lessons)
        self.query_one(Banner).show_progress(solved, exercises, score, most, self._note(running))

    def _note(self, running: dict[str, Run]) -> Row:
        if not running:
            return row(("watching ", "muted"), (escaped(short_path(self.session.folder, _LONGEST_PATH)), "muted"))
        name = next((run.lesson.name for run in running.values() if run.started is not None), next(iter(running)))
        waiting = sum(run.started is None for run in running.values())
        return row(((f"{waiting} wait · " if waiting else "") + f"running {name}", "accent"))

    # --- saves and runs ----------------------------------------------------------------------------------------------

    def saved(self, lessons: tuple[Lesson, ...]) -> None:
        """Bring one of the saved files to the front, unless the student is looking round just now."""
        if self.lesson in lessons or time.monotonic() - self._moved < _MOVED_LATELY:
            return
        self.list.go_to(lessons[0])
        self.show_lesson()

    def show_finished(self, result: ExerciseResult) -> None:
        """Show the answer of a run that is over, or say in one line that there is one."""
        self._notice = None
        lesson = self.lesson
        if result.exercise == lesson.name:
            self._answering = result.status not in (Status.TODO, Status.MISSING)
        else:
            self._elsewhere = next(one for one in self.session.lessons if one.name == result.exercise)
        self.show_run()

    # --- keys --------------------------------------------------------------------------------------------------------

    @on(RowsView.Chosen, "#exercises")
    def enter_run(self) -> None:
        """Enter shows the exercise that was saved, the answer, then the check in full."""
        if self._elsewhere is not None:
            self.list.go_to(self._elsewhere)
            self._answering = True
            self.show_lesson()
        elif not self._answering and self.session.result(self.lesson) is not None:
            self._answering = True
            self.give_room()
        else:
            figure = self.query_one(FigurePane)
            self._open(figure.check if figure.check is not None else self.query_one(LastRun).cursor)

    @on(RowsView.Chosen, "#last-run")
    def open_check(self, event: RowsView.Chosen) -> None:
        """Enter on a check opens it in full."""
        self._open(event.index)

    def _open(self, index: int) -> None:
        from grader.tui.screens.check import CheckScreen

        result = self.session.result(self.lesson)
        if result is not None and result.checks and index >= 0:
            self.app.push_screen(CheckScreen(self.session, self.lesson, result, index))

    @on(RowsView.Moved, "#last-run")
    def follow_check(self, event: RowsView.Moved) -> None:
        """Let the answer follow the cursor of the checks."""
        self.query_one(FigurePane).show_check(event.index)

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Let the focused pane grow; statement and figure are for reading, the checks for the answer."""
        focused = event.widget.id
        if focused in (STATEMENT, FIGURE):
            self._answering = False
        elif focused == CHECKS:
            self._answering = True
        self.give_room()

    def action_pane(self, by: int) -> None:
        """Move the focus through the panes."""
        order = [LIST, STATEMENT, FIGURE, CHECKS]
        if self.session.result(self.lesson) is None and not self.has_class("-boxed"):
            order.remove(CHECKS)
        at = order.index(self.focused.id or "") if self.focused is not None and self.focused.id in order else 0
        self._zoom = ""
        self.query_one(f"#{order[(at + by) % len(order)]}").focus()
        self.give_room()

    def action_next(self) -> None:
        """Go to the next unsolved exercise."""
        lesson = self.session.next_unsolved(self.lesson)
        if lesson is None:
            self.show_notice(Notice("All solved. The homework can always be improved.", "good"))
            return
        self.list.focus()
        self.go_to(lesson)

    def action_zoom(self) -> None:
        """Show one pane in the whole window: statement, figure or answer, checks, and back."""
        focused = self.focused.id if self.focused is not None else None
        if self._zoom == "" and focused in _ZOOMS:
            self._show_zoom(focused or "")
        else:
            self._show_zoom(_ZOOMS[(_ZOOMS.index(self._zoom) + 1) % len(_ZOOMS)])

    def _show_zoom(self, pane: str) -> None:
        self._zoom = pane
        answering = self._answering
        self.query_one(f"#{pane or LIST}").focus()
        if pane == FIGURE:
            self._answering = answering
        self.give_room()

    def action_pause(self) -> None:
        """Pause the figure, go on, or play it again."""
        if self._answering and self.run is None:
            self._answering = False
            self.give_room()
        self.query_one(FigurePane).toggle()

    def action_step(self, by: int) -> None:
        """Step the figure, or go to the next wrong answer."""
        figure = self.query_one(FigurePane)
        figure.step(by)
        if figure.check is not None:
            self.query_one(LastRun).stand_on(figure.check)

    def action_read(self, by: int) -> None:
        """Turn the statement's pages."""
        if self._answering:
            self._answering = False
            self.give_room()
            return
        statement = self.query_one(Statement)
        statement.scroll_relative(y=by * max(statement.content_region.height - 1, 1), animate=False)

    def action_back(self) -> None:
        """Go back first; where there is nothing to go back from, cancel the run of this exercise."""
        if self._zoom:
            self._show_zoom("")
        elif self.focused is self.list and self.run is not None:
            self.ask_to_cancel(self.run)
        else:
            self.list.focus()
            self._answering = False
            self.give_room()
