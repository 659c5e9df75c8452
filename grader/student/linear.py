"""Runs a sitting in plain lines, for screen readers and plain terminals: nothing moves, nothing is drawn.

Each save is answered with its verdict; everything else is asked for in words. `Linear` is the sitting; the commands
are `linear_commands`', what is said of a result `told`'s.
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO

from grader.core.errors import ProgramError
from grader.core.lessons import Lesson
from grader.core.results import ExerciseResult, Status
from grader.core.text import escaped
from grader.student import watch
from grader.student.figures_told import figure_lines
from grader.student.linear_commands import Commands
from grader.student.runs import Grade, Run, Runs
from grader.student.session import Session
from grader.student.told import headline, result_lines, spoken

if TYPE_CHECKING:
    from grader.student.experiments import UsedFile

_PROGRESS_SECONDS = 10.0


@dataclass(frozen=True)
class Line:
    """Something was typed; None is the end of the input."""

    text: str | None


@dataclass(frozen=True)
class RunTold:
    """A run has got on, or is over."""

    run: Run
    over: bool


@dataclass(frozen=True)
class ExperimentTold:
    """An experiment is over: the lines that say what it showed, or why it did not."""

    name: str
    lines: tuple[str, ...]


Heard = Line | RunTold | ExperimentTold | watch.Changes


class Linear(Commands):
    """One sitting. `out` gets plain lines only; `run` returns when the student quits or the input ends."""

    def __init__(self, session: Session, out: TextIO, grade: Grade | None = None) -> None:
        self.session = session
        self._out = out
        self._heard: queue.Queue[Heard] = queue.Queue()
        self.runs = Runs(lambda run, over: self._heard.put(RunTold(run, over)), grade)
        self._stop = threading.Event()
        unsolved = (lesson for lesson in session.lessons if not session.solved(lesson))
        self.lesson = next(unsolved, session.lessons[0])
        self._told: dict[str, float] = {}
        self._experiments: dict[str, threading.Event] = {}
        """Those that run, and what stops each."""

    # --- the sitting -------------------------------------------------------------------------------------------------

    def run(self, typed: Iterable[str]) -> None:
        """Listen to what is typed, saved and run, until the end."""
        self.say("CNN exercises, in plain lines. Type help for the commands, quit to leave.")
        if self.session.warning:
            self.say(self.session.warning)
        self.say(self.where())
        self.say_lesson()
        names = [lesson.file_name for lesson in self.session.lessons]
        changes = watch.changes(self.session.folder, names, self._stop)
        threading.Thread(target=self._listen, args=(typed,), daemon=True).start()
        threading.Thread(target=self._follow, args=(changes,), daemon=True).start()
        try:
            while not (self.ended and not self.runs.current and not self._experiments):
                self._hear(self._heard.get())
        finally:
            self._stop.set()
            self.stop_experiments()
            self.runs.close()
            self.session.close()

    def _listen(self, typed: Iterable[str]) -> None:
        try:
            for text in typed:
                self._heard.put(Line(text))
        finally:
            self._heard.put(Line(None))

    def _follow(self, changes: Iterable[watch.Changes]) -> None:
        for one in changes:
            self._heard.put(one)

    def _hear(self, heard: Heard) -> None:
        if isinstance(heard, Line):
            if heard.text is None:
                self.ended = True
            else:
                self._answer(heard.text.strip())
        elif isinstance(heard, RunTold):
            self._tell_run(heard.run, heard.over)
        elif isinstance(heard, ExperimentTold):
            self._experiments.pop(heard.name, None)
            self.say(*heard.lines)
        else:
            self._tell_changes(heard)

    def say(self, *lines: str) -> None:
        """Say lines, cleaned."""
        for line in lines:
            print(escaped(line).expandtabs(4), file=self._out, flush=True)

    # --- saves and runs ----------------------------------------------------------------------------------------------

    def _tell_changes(self, changes: watch.Changes) -> None:
        saved = [lesson for lesson in self.session.lessons if lesson.file_name in changes.saved]
        gone = [lesson for lesson in self.session.lessons if lesson.file_name in changes.gone]
        for name in dict.fromkeys(map(self.session.file_name, gone)):
            self.say(f"{name} is gone. Choose its exercise and type reset to write the starter as a file.")
        for lesson in (*saved, *gone):
            self.session.look(lesson)
        if saved:
            self.lesson = saved[0] if self.lesson not in saved else self.lesson
            self.start(saved)

    def start(self, lessons: Sequence[Lesson]) -> None:
        """Run exercises in a thread of their own."""
        planned = self.runs.line_up(lessons)
        threading.Thread(target=self.runs.work, args=(planned, self.session.source), daemon=True).start()

    def _tell_run(self, run: Run, over: bool) -> None:
        if over and run.result is not None and not run.cancelled.is_set():
            self.session.keep(run.result, run.digest)
            self.tell_result(run.lesson, run.result)
        elif over:
            self.say(f"{run.lesson.name}: {run.failure or 'stopped'}.")
        elif run.live and time.monotonic() - self._told.get(run.lesson.name, 0.0) > _PROGRESS_SECONDS:
            self._told[run.lesson.name] = time.monotonic()
            loss = f", loss {run.losses[-1]:.2f}" if run.losses else ""
            self.say(f"{run.lesson.name}: {run.fraction:.0%} done, {spoken(run.text)}{loss}. Type stop to end it.")

    def tell_result(self, lesson: Lesson, result: ExerciseResult) -> None:
        """Say what a run gave, the verdict first."""
        self.say("", headline(lesson, result, self._which_run(lesson)))
        if result.busy and result.status is not Status.PASSED:
            self.say(f"{result.busy[0].upper()}{result.busy[1:]}. Type run to run it again.")
        self.say(*(f"Note: {note}." for note in result.notes))
        self.say(*(result_lines(result) if result.status is not Status.PASSED else ()))
        if result.status is Status.PASSED:
            more = " Type trained for what it learned." if result.pictures or result.measures else ""
            self.say(f"Type solution to compare, or next for the next exercise.{more}")
        elif result.status not in (Status.TODO, Status.MISSING):
            seen = self.session.hints_revealed(lesson)
            self.say(f"Type hint for a hint: {seen} of {len(lesson.hints)} seen.")

    def _which_run(self, lesson: Lesson) -> str:
        last = self.session.last(lesson)
        if last is None:
            return ""
        took = f", {last.result.seconds:.2f} seconds" if last.result.seconds else ""
        return f"Run {last.number} at {time.strftime('%H:%M:%S', time.localtime(last.finished))}{took}."

    # --- experiments -------------------------------------------------------------------------------------------------

    def start_experiment(self, name: str) -> None:
        """Run an experiment in a thread of its own."""
        from grader.student.experiments import find_experiment, sources, whose

        experiment = find_experiment(name)
        files = sources(experiment, self.session)
        self.say(f"{experiment.title}.", experiment.question, f"Running, {whose(files)}. Type stop to end it.")
        self.stop_experiments()
        self._experiments[name] = threading.Event()
        threading.Thread(target=self._experiment, args=(name, files, self._experiments[name]), daemon=True).start()

    def _experiment(self, name: str, files: tuple[UsedFile, ...], stop: threading.Event) -> None:
        from grader.student.experiments import Shown, find_experiment

        lines: list[str] = []
        try:
            for news in self.runs.experiment(name, files, stop):
                if isinstance(news, Shown):
                    lines = [*figure_lines(news.frames), spoken(find_experiment(name).shows.replace("*", ""))]
        except ProgramError as problem:
            lines = str(problem).splitlines()
        self._heard.put(ExperimentTold(name, ("", *lines) if not stop.is_set() else (f"{name}: stopped.",)))

    def stop_experiments(self) -> bool:
        """Stop those that run; return whether there were any."""
        running = bool(self._experiments)
        for stop in self._experiments.values():
            stop.set()
        return running

    # --- commands ----------------------------------------------------------------------------------------------------

    def _answer(self, text: str) -> None:
        if self.asked is not None:
            asked, self.asked = self.asked, None
            asked(text)
            return
        command, _, rest = text.partition(" ")
        command = command.lower()
        if not command:
            return
        if command.isdigit() and not rest:
            command, rest = "go", command
        known = getattr(self, f"do_{command}", None)
        if known is None:
            self.say(f"There is no command {command}. Type help for the commands.")
            return
        try:
            known(rest.strip())
        except ProgramError as problem:
            self.say(str(problem))
