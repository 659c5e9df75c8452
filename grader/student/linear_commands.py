"""Answers the commands of a sitting in plain lines: one method each, named after what is typed.

What a save or a run is answered with is `linear`'s.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence

from grader.core.lessons import Lesson, find
from grader.core.results import ExerciseResult
from grader.core.status_words import word
from grader.core.text import points_text
from grader.student import predictions
from grader.student.figures_told import figure_lines
from grader.student.plain_markdown import plain_lines
from grader.student.runs import Runs
from grader.student.session import Session
from grader.student.told import check_lines, number, spoken, training_lines
from grader.student.workspace import reset

HELP = (
    ("list", "the exercises, and how far you are with each"),
    ("go NAME", "choose an exercise, by its name or number; its number alone does the same"),
    ("next", "choose the next one that is not solved"),
    ("read", "its statement"),
    ("figure", "its figure, step by step in sentences"),
    ("question", "what to predict before you write; answer it with: answer, and what you think"),
    ("run", "run it; saving its file does the same"),
    ("stop", "end a run or an experiment that is under way"),
    ("result", "the last verdict again"),
    ("check NUMBER", "one check in full: what differs, the grids, the call"),
    ("hint", "one more hint"),
    ("solution", "the solution, once you have solved it"),
    ("experiment NAME", "one of the lecture's experiments; experiment alone lists them"),
    ("trained", "what a training left: accuracy, loss, which classes are mixed up"),
    ("reset", "the starter again, after a question; your file is kept"),
    ("quit", "leave"),
)


class Commands(ABC):
    """What can be typed. A subclass says lines, starts runs and tells results."""

    session: Session
    lesson: Lesson
    runs: Runs
    asked: Callable[[str], None] | None = None
    """What the next line answers, where a question was asked."""
    ended = False

    @abstractmethod
    def say(self, *lines: str) -> None:
        """Say lines."""

    @abstractmethod
    def start(self, lessons: Sequence[Lesson]) -> None:
        """Run exercises."""

    @abstractmethod
    def start_experiment(self, name: str) -> None:
        """Run an experiment. Raises UserError where none is called so."""

    @abstractmethod
    def stop_experiments(self) -> bool:
        """Stop those that run; return whether there were any."""

    @abstractmethod
    def tell_result(self, lesson: Lesson, result: ExerciseResult) -> None:
        """Say what a run gave."""

    def do_help(self, _: str) -> None:
        """Answer `help`."""
        self.say(*(f"{command}: {what}." for command, what in HELP))
        self.say("Edit the files in any editor: each save is run and answered here.")

    def do_list(self, _: str) -> None:
        """Answer `list`."""
        section = ""
        for lesson in self.session.lessons:
            if lesson.exercise.section != section:
                section = lesson.exercise.section
                self.say(section)
            self.say(
                f"{lesson.exercise.number}, {lesson.exercise.title}, {self.file_of(lesson)}: {self._state(lesson)}"
            )
        self.say(self.where())

    def _state(self, lesson: Lesson) -> str:
        state = self.session.state(lesson)
        said = "changed since it was run" if state is None else word(state)
        best = f", best {points_text(self.session.score(lesson))}" if self.session.standing(lesson) else ""
        points = number(lesson.exercise.max_score, "point")
        return f"{said}{best} of {points}" if best else f"{said}, {points}"

    def called(self, name: str) -> Lesson:
        """Return the exercise of this name or number. Raises CourseError where there is none."""
        wanted = name.removesuffix(".py").replace("-", "_").lower()
        named = (one for one in self.session.lessons if wanted in (one.name, str(one.exercise.number)))
        return next(named, None) or find(name)

    def file_of(self, lesson: Lesson) -> str:
        """Return the file that stands for an exercise now: its own, or a notebook."""
        self.session.look(lesson)
        return self.session.file_name(lesson)

    def where(self) -> str:
        """Return how far the student is."""
        score, most = self.session.total
        solved = f"{self.session.solved_count} of {len(self.session.lessons)} solved"
        return f"{solved}, {points_text(score)} of {number(most, 'point')}."

    def say_lesson(self) -> None:
        """Say which exercise is chosen."""
        lesson = self.lesson
        self.say(f"Exercise {lesson.exercise.number}, {lesson.exercise.title}: {self._state(lesson)}.")
        self.say(f"Its file is {self.session.folder / self.file_of(lesson)}. Type read for the statement.")

    def do_go(self, name: str) -> None:
        """Answer `go`."""
        self.lesson = self.called(name)
        self.say_lesson()

    def do_next(self, _: str) -> None:
        """Answer `next`."""
        lesson = self.session.next_unsolved(self.lesson)
        if lesson is None:
            self.say("All exercises are solved.")
            return
        self.lesson = lesson
        self.say_lesson()

    def do_read(self, _: str) -> None:
        """Answer `read`."""
        self.say(*plain_lines(self.lesson.statement))

    def do_figure(self, _: str) -> None:
        """Answer `figure`."""
        self.say(*figure_lines(self.lesson.frames()))

    def do_run(self, name: str) -> None:
        """Answer `run`."""
        if name:
            self.lesson = self.called(name)
        self.say(f"Running {self.file_of(self.lesson)}.")
        self.start([self.lesson])

    def do_stop(self, _: str) -> None:
        """Answer `stop`."""
        running = list(self.runs.current.values())
        self.runs.cancel(running)
        if not self.stop_experiments() and not running:
            self.say("Nothing is running.")

    def do_result(self, _: str) -> None:
        """Answer `result`."""
        last = self.session.last(self.lesson)
        if last is None:
            self.say(f"{self.lesson.name} was not run yet. Save its file, or type run.")
        else:
            self.tell_result(self.lesson, last.result)

    def do_check(self, which: str) -> None:
        """Answer `check`."""
        last = self.session.last(self.lesson)
        checks = last.result.checks if last is not None else ()
        if not which.isdigit() or not 0 < int(which) <= len(checks):
            self.say(f"Type check and a number from 1 to {len(checks)}." if checks else "Nothing was run yet.")
            return
        self.say(*check_lines(int(which) - 1, checks[int(which) - 1]))

    def do_hint(self, _: str) -> None:
        """Answer `hint`."""
        for mistake in self.session.diagnosed(self.lesson):
            self.say(f"Your last run looks like: {mistake.name}.", *plain_lines(mistake.hint))
        count = self.session.reveal_hint(self.lesson)
        self.say(f"Hint {count} of {len(self.lesson.hints)}.", *plain_lines(self.lesson.hints[count - 1]))

    def do_solution(self, _: str) -> None:
        """Answer `solution`."""
        if not self.session.solved(self.lesson):
            self.say("The solution is shown once you have solved the exercise. Type hint for a hint.")
            return
        for what, source in self.lesson.solutions():
            self.say(f"{what}:", *source.splitlines())

    def do_trained(self, _: str) -> None:
        """Answer `trained`."""
        last = self.session.last(self.lesson)
        lines = list(training_lines(last.result)) if last is not None else []
        self.say(*(lines or ["Nothing was trained here yet."]))

    def do_experiment(self, name: str) -> None:
        """Answer `experiment`."""
        if name:
            self.start_experiment(name)
            return
        for lesson in self.session.lessons:
            if lesson.experiment:
                self.say(f"{lesson.experiment}, with exercise {lesson.exercise.number}, {lesson.exercise.title}.")
        self.say("Type experiment and a name to run one.")

    def do_question(self, _: str) -> None:
        """Answer `question`."""
        found = self.session.next_question(self.lesson)
        if found is None:
            self.say("There is no open question for this exercise.")
            return
        self.say(*map(spoken, predictions.lines_of(found[1])))
        self.say(f"Type answer and {predictions.asks_for(found[1])}.")

    def do_answer(self, typed: str) -> None:
        """Answer `answer`."""
        found = self.session.next_question(self.lesson)
        if found is None:
            self.say("There is no open question for this exercise.")
            return
        at, question = found
        read = predictions.read(question, typed)
        if read is None:
            self.say(f"Type answer and {predictions.asks_for(question)}.")
            return
        self.say(spoken(self.session.predict(self.lesson, at, read)))

    def do_reset(self, _: str) -> None:
        """Answer `reset`."""
        lesson = self.lesson
        if self.file_of(lesson) != lesson.file_name:
            reset(self.session.folder, lesson)  # raises what says that a notebook is left alone

        def answered(text: str) -> None:
            if text.lower() not in ("yes", "y"):
                self.say("Nothing was changed.")
                return
            backup = reset(self.session.folder, lesson)
            kept = f" Your file is kept as {backup}." if backup else ""
            self.say(f"{lesson.file_name} is the starter again.{kept}")

        self.say(f"Set {lesson.file_name} back to its starter? Type yes or no.")
        self.asked = answered

    def do_quit(self, _: str) -> None:
        """Answer `quit`."""
        self.runs.cancel(list(self.runs.current.values()))
        self.stop_experiments()
        self.ended = True
