"""Answers the keys of the main screen: runs, the editor, hints, the solution, the other screens.

Where the panes stand and what they show is `main`'s. Each other screen is imported when its key is pressed: the first
picture waits for none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import ClassVar

from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen

from grader.core.lessons import Lesson
from grader.core.results import Status
from grader.student.runs import Run, Runs
from grader.student.session import Session
from grader.tui.messages import CancelRuns, PutBack, RunLessons
from grader.tui.widgets.lines import Notice

_REST = (("Tab", "Pane"), ("?", "Help"))
_KEYS = (("r", "Run"), ("e", "Edit"), ("n", "Next"), ("h", "Hint"), *_REST)
_KEYS_ANSWER = (("r", "Run"), ("e", "Edit"), ("Enter", "Open"), ("h", "Hint"), *_REST)
_KEYS_SOLVED = (("r", "Run"), ("n", "Next"), ("s", "Solution"), ("h", "Hint"), *_REST)
_KEYS_RUNNING = (("r", "Run again"), ("Esc", "Cancel"), ("n", "Next"), ("h", "Hint"), *_REST)
_KEYS_ZOOMED = (("z", "Next pane"), ("Esc", "Back"), ("r", "Run"), ("e", "Edit"), ("h", "Hint"), ("?", "Help"))

ASK_FROM = 10.0
"""Seconds of a run that are not thrown away without a question."""


def keys_of(shown: Status | None = None, *, running: bool = False, zoomed: bool = False) -> Sequence[tuple[str, str]]:
    """Return what the foot shows; `shown` is the status of the run whose answer is looked at."""
    if zoomed:
        return _KEYS_ZOOMED
    if running:
        return _KEYS_RUNNING
    if shown is None:
        return _KEYS
    return _KEYS_SOLVED if shown is Status.PASSED else _KEYS_ANSWER


class Keys(Screen[None]):
    """Every key of the main screen, and the actions that need no pane."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "run", "Run"),
        Binding("e", "edit", "Edit in $EDITOR"),
        Binding("n", "next", "Next unsolved exercise"),
        Binding("h", "hints", "Hint"),
        Binding("w", "question", "What do you predict?"),
        Binding("s", "solution", "Reference solution"),
        Binding("x", "reset", "Reset to the starter"),
        Binding("t", "experiment", "Try the exercise's experiment"),
        Binding("a", "run_all", "Run all"),
        Binding("z", "zoom", "Zoom a pane"),
        Binding("space", "pause", "Pause or replay the figure"),
        Binding("left", "step(-1)", "Figure one step back", show=False),
        Binding("right", "step(1)", "Figure one step on", show=False),
        Binding("p", "scoreboard", "Scoreboard"),
        Binding("tab", "pane(1)", "Next pane", show=False, priority=True),
        Binding("shift+tab", "pane(-1)", "Pane before", show=False, priority=True),
        Binding("v", "results", "Results of a training"),
        Binding("g", "gallery", "Gallery of architectures"),
        Binding("question_mark,f1", "help", "Help"),
        Binding("pagedown", "read(1)", show=False),
        Binding("pageup", "read(-1)", show=False),
        Binding("escape", "back", show=False),
    ]

    def __init__(self, session: Session, runs: Runs) -> None:
        super().__init__()
        self.session = session
        self.runs = runs

    @property
    def shown_keys(self) -> Sequence[Binding]:
        """Return the keys that the palette offers."""
        return self._bindings.shown_keys

    @property
    def lesson(self) -> Lesson:
        """Return the exercise being looked at."""
        raise NotImplementedError

    def go_to(self, lesson: Lesson) -> None:
        """Show another exercise."""
        raise NotImplementedError

    def commands(self) -> Iterator[SystemCommand]:
        """Yield what the palette offers besides the keys: each exercise, each experiment."""
        for lesson in self.session.lessons:
            exercise, name = lesson.exercise, lesson.experiment
            yield SystemCommand(f"Go to {exercise.title}", exercise.section, partial(self.go_to, lesson))
            if name:
                goes = f"Goes with {exercise.title}"
                yield SystemCommand(f"Experiment: {name}", goes, partial(self.open_experiment, name))

    def show_notice(self, notice: Notice) -> None:
        """Say something until the cursor moves or a run ends."""
        raise NotImplementedError

    def give_room(self) -> None:
        """Give the panes their room, the keys their words, and say what can be done."""
        raise NotImplementedError

    def action_run(self) -> None:
        """Run the exercise."""
        self.post_message(RunLessons([self.lesson]))

    def action_run_all(self) -> None:
        """Run every exercise whose file is there, one after the other; again: leave out those that wait."""
        waiting = self.runs.waiting
        if waiting:
            self.post_message(CancelRuns(waiting))
            return
        present = [lesson for lesson in self.session.lessons if not self.session.source(lesson).absent]
        self.post_message(RunLessons(present, every=True))

    def action_edit(self) -> None:
        """Open the student's editor."""
        from grader.tui.screens.editing import edit

        self.post_message(edit(self.session, self.lesson))

    def action_hints(self) -> None:
        """Open the hints, with one more if none is open."""
        from grader.tui.screens.hints import Hints

        self.app.push_screen(Hints(self.session, self.lesson), lambda _: self.give_room())

    def action_question(self) -> None:
        """Ask what the student predicts, where something is still open."""
        from grader.tui.screens.question import QuestionScreen

        if self.session.next_question(self.lesson) is None:
            self.show_notice(Notice(f"{self.lesson.name}: no question is open here"))
            return
        self.app.push_screen(QuestionScreen(self.session, self.lesson), lambda _: self.give_room())

    def action_experiment(self) -> None:
        """Run the experiment that the statement offers."""
        if self.lesson.experiment:
            self.open_experiment(self.lesson.experiment)
        else:
            self.show_notice(Notice(f"{self.lesson.name}: no experiment goes with it. ctrl+p lists those of others"))

    def open_experiment(self, name: str) -> None:
        """Run an experiment, of whichever exercise it is."""
        from grader.tui.screens.experiment import ExperimentScreen

        self.app.push_screen(ExperimentScreen(self.session, self.runs, name))

    def action_solution(self) -> None:
        """Show the reference, once solved."""
        from grader.tui.screens.solution import Solution

        if self.session.solved(self.lesson):
            self.app.push_screen(Solution(self.lesson))
        else:
            text = f"{self.lesson.name}: the solution is shown once you have solved it. h gives a hint."
            self.show_notice(Notice(text, "warn"))

    def action_reset(self) -> None:
        """Ask, then put the starter back."""
        from grader.tui.screens.confirm import Confirm

        lesson = self.lesson
        file_name = self.session.file_name(lesson)
        if self.session.source(lesson).absent or file_name != lesson.file_name:
            self.post_message(PutBack(lesson))  # nothing is there to lose, or a notebook, which it leaves alone
            return

        def answered(yes: bool | None) -> None:
            if yes:
                self.post_message(PutBack(lesson))

        question = f"Set {file_name} back to its starter?"
        self.app.push_screen(Confirm(question, "Your file is kept in .cnn-exercises/backups."), answered)

    def action_scoreboard(self) -> None:
        """Open the scoreboard."""
        from grader.tui.screens.scoreboard import Scoreboard

        self.app.push_screen(Scoreboard(self.session))

    def action_results(self) -> None:
        """Open what a training left: curve, confusion, filters, activation maps."""
        from grader.tui.screens.results import Results

        last = self.session.last(self.lesson)
        if last is None or not (last.result.pictures or last.result.measures):
            text = f"{self.lesson.name}: nothing was trained here yet: v shows what a training left"
            self.show_notice(Notice(text, "warn"))
            return
        self.app.push_screen(Results(self.lesson, last.result))

    def action_gallery(self) -> None:
        """Open the architectures."""
        from grader.tui.screens.gallery import Gallery

        self.app.push_screen(Gallery())

    def action_help(self) -> None:
        """Open the keys."""
        from grader.tui.screens.help import Help

        self.app.push_screen(Help())

    def ask_to_cancel(self, run: Run) -> None:
        """Cancel a run; ask first where more than some seconds would be lost."""
        from grader.tui.screens.confirm import Confirm

        if run.seconds < ASK_FROM:
            self.post_message(CancelRuns([run]))
            return

        def answered(yes: bool | None) -> None:
            if yes:
                self.post_message(CancelRuns([run]))

        self.app.push_screen(
            Confirm(f"Cancel the run of {self.session.file_name(run.lesson)}?", f"It has run for {run.seconds:.0f} s."),
            answered,
        )
