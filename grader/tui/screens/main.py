"""The main screen: exercises, statement, figure, last run. Everything else opens above it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import Screen

from exercises.definition import Frame
from grader.core.lessons import Lesson
from grader.core.results import ExerciseResult
from grader.student.session import Session
from grader.tui.screens.check import CheckScreen
from grader.tui.screens.confirm import Confirm
from grader.tui.screens.gallery import Gallery
from grader.tui.screens.help import Help
from grader.tui.screens.hints import Hints
from grader.tui.screens.results import Results
from grader.tui.screens.scoreboard import Scoreboard
from grader.tui.screens.solution import Solution
from grader.tui.widgets.exercise_list import ExerciseList
from grader.tui.widgets.figure import FigurePane
from grader.tui.widgets.last_run import LastRun
from grader.tui.widgets.lines import Banner, KeyLine
from grader.tui.widgets.rows_view import RowsView
from grader.tui.widgets.statement import Statement

if TYPE_CHECKING:
    from grader.tui.app import ExercisesApp

KEYS = (("r", "Run"), ("e", "Edit"), ("n", "Next"), ("h", "Hint"), ("?", "Help"), ("q", "Quit"))
KEYS_RUNNING = (("r", "Run"), ("Esc", "Cancel"), ("h", "Hint"), ("z", "Zoom"), ("?", "Help"), ("q", "Quit"))

_ZOOMS = ("", "statement", "figure", "run")


class Main(Screen[None]):
    """Panes that follow the cursor of the list."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "run", "Run"),
        Binding("e", "edit", "Edit in $EDITOR"),
        Binding("n", "next", "Next unsolved exercise"),
        Binding("h", "hints", "Hint"),
        Binding("s", "solution", "Reference solution"),
        Binding("x", "reset", "Reset to the starter"),
        Binding("a", "run_all", "Run all"),
        Binding("z", "zoom", "Zoom a pane"),
        Binding("space", "pause", "Pause or replay the figure"),
        Binding("left", "step(-1)", "Figure one step back", show=False),
        Binding("right", "step(1)", "Figure one step on", show=False),
        Binding("tab,p", "scoreboard", "Scoreboard", priority=True),
        Binding("shift+tab", "app.focus_next", "Next pane", show=False),
        Binding("v", "results", "Results of a training"),
        Binding("g", "gallery", "Gallery of architectures"),
        Binding("question_mark,f1", "help", "Help"),
        Binding("pagedown", "read(1)", show=False),
        Binding("pageup", "read(-1)", show=False),
        Binding("escape", "back", show=False),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._zoom = ""
        self._frames: dict[str, tuple[Frame, ...]] = {}

    def compose(self) -> ComposeResult:
        """The panes of the pictures in the README."""
        yield Banner()
        with Horizontal(id="body"):
            yield ExerciseList(self.session)
            with Vertical(id="centre"):
                yield Statement()
                yield FigurePane()
        yield LastRun()
        yield KeyLine(KEYS)

    def on_mount(self) -> None:
        """Start at the first exercise that is not solved."""
        self.list.show_standings()
        unsolved = (lesson for lesson in self.session.lessons if not self.session.solved(lesson))
        self.list.go_to(next(unsolved, self.session.lessons[0]))
        self.list.focus()
        self.show_lesson()
        self.show_progress()

    @property
    def exercises_app(self) -> ExercisesApp:
        """The app, with its own methods."""
        return cast("ExercisesApp", self.app)

    @property
    def list(self) -> ExerciseList:
        """The list of exercises."""
        return self.query_one(ExerciseList)

    @property
    def lesson(self) -> Lesson:
        """The exercise being looked at."""
        return self.list.lesson

    # --- following the list ------------------------------------------------------------------------------------------

    @on(RowsView.Moved, "#exercises")
    def show_lesson(self) -> None:
        """Show the exercise under the cursor in the other panes."""
        lesson = self.lesson
        self.query_one(Statement).show_lesson(lesson)
        result = self.session.result(lesson)
        if lesson.name not in self._frames:
            self._frames[lesson.name] = lesson.frames()
        self.query_one(FigurePane).show_frames(self._frames[lesson.name], result, play=self.exercises_app.moving)
        self.show_run()
        self.exercises_app.warm(lesson)

    def show_run(self) -> None:
        """Show the run under way, or the last one."""
        run = self.exercises_app.runs.current.get(self.lesson.name)
        pane = self.query_one(LastRun)
        if run is None:
            pane.show_result(self.lesson, self.session.result(self.lesson))
        else:
            pane.show_result(self.lesson, None)
            pane.show_run(run)
        self.query_one(KeyLine).show_keys(KEYS if run is None else KEYS_RUNNING)

    def show_progress(self) -> None:
        """Show where the student stands: the list and the line at the top."""
        running = self.exercises_app.runs.current
        self.list.show_standings(running)
        score, most = self.session.total
        note = ""
        if running:
            name = next(iter(running))
            note = f"running {name}" if len(running) == 1 else f"running {len(running)} exercises"
        exercises = len(self.session.lessons)
        self.query_one(Banner).show_progress(self.session.solved_count, exercises, score, most, note)

    def show_finished(self, result: ExerciseResult) -> None:
        """A run is over: its checks, and the figure's answer where something was wrong."""
        if result.exercise == self.lesson.name:
            self.query_one(FigurePane).show_answers(result)

    # --- keys --------------------------------------------------------------------------------------------------------

    @on(RowsView.Chosen, "#exercises")
    def enter_run(self) -> None:
        """Enter on an exercise goes to its checks."""
        pane = self.query_one(LastRun)
        if pane.cursor >= 0:
            pane.focus()

    @on(RowsView.Chosen, "#last-run")
    def open_check(self, event: RowsView.Chosen) -> None:
        """Enter on a check opens it in full."""
        result = self.session.result(self.lesson)
        if result is not None and result.checks:
            self.app.push_screen(CheckScreen(self.session, self.lesson, result, event.index))

    def action_run(self) -> None:
        """Run the exercise."""
        self.exercises_app.run_lessons([self.lesson])

    def action_run_all(self) -> None:
        """Run every exercise whose file is there, one after the other."""
        present = [lesson for lesson in self.session.lessons if not self.session.source(lesson).absent]
        self.exercises_app.run_lessons(present)

    def action_edit(self) -> None:
        """Open the student's editor."""
        self.exercises_app.edit(self.lesson)

    def action_next(self) -> None:
        """Go to the next unsolved exercise."""
        lesson = self.session.next_unsolved(self.lesson)
        if lesson is None:
            self.exercises_app.say("All solved. The homework can always be improved.")
            return
        self.list.go_to(lesson)
        self.list.focus()
        self.show_lesson()

    def action_hints(self) -> None:
        """Open the hints, with one more if none is open."""
        self.app.push_screen(Hints(self.session, self.lesson))

    def action_solution(self) -> None:
        """Show the reference, once solved."""
        if self.session.solved(self.lesson):
            self.app.push_screen(Solution(self.lesson))
        else:
            self.exercises_app.say("The reference is shown once this exercise is solved. h gives a hint.")

    def action_reset(self) -> None:
        """Ask, then put the starter back."""
        lesson = self.lesson
        question = f"Set {lesson.file_name} back to its starter?"
        note = "Your file is kept in .cnn-exercises/backups."

        def answered(yes: bool | None) -> None:
            if yes:
                self.exercises_app.reset(lesson)

        self.app.push_screen(Confirm(question, note), answered)

    def action_zoom(self) -> None:
        """One pane in the whole window: statement, figure, last run, and back."""
        focused = {"statement": "statement", "figure": "figure", "last-run": "run"}
        own = focused.get(self.focused.id or "") if self.focused is not None else None
        if self._zoom == "" and own:
            self._show_zoom(own)
        else:
            self._show_zoom(_ZOOMS[(_ZOOMS.index(self._zoom) + 1) % len(_ZOOMS)])

    def _show_zoom(self, pane: str) -> None:
        self._zoom = pane
        for name in _ZOOMS[1:]:
            self.set_class(name == pane, f"-zoom-{name}")
        panes = {"statement": Statement, "figure": FigurePane, "run": LastRun}
        self.query_one(panes.get(pane, ExerciseList)).focus()

    def action_pause(self) -> None:
        """Pause the figure, go on, or play it again."""
        self.query_one(FigurePane).toggle()

    def action_step(self, by: int) -> None:
        """Step the figure."""
        self.query_one(FigurePane).step(by)

    def action_read(self, by: int) -> None:
        """Turn the statement's pages."""
        statement = self.query_one(Statement)
        statement.scroll_relative(y=by * max(statement.size.height - 1, 1), animate=False)

    def action_scoreboard(self) -> None:
        """Open the scoreboard."""
        self.app.push_screen(Scoreboard(self.session))

    def action_results(self) -> None:
        """Open what a training left: curve, confusion, filters, activation maps."""
        result = self.session.result(self.lesson)
        if result is None or not (result.pictures or result.measures):
            self.exercises_app.say("Nothing trained here yet. Run training, transfer_learning or improve first.")
            return
        self.app.push_screen(Results(self.lesson, result))

    def action_gallery(self) -> None:
        """Open the architectures."""
        self.app.push_screen(Gallery())

    def action_help(self) -> None:
        """Open the keys."""
        self.app.push_screen(Help())

    def action_back(self) -> None:
        """Close what is on top: zoom, then a run under way, then back to the list."""
        if self._zoom:
            self._show_zoom("")
        elif self.exercises_app.runs.current:
            self.exercises_app.cancel_runs()
        else:
            self.list.focus()
