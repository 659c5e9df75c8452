"""A sitting in plain lines: all can be done by words, and nothing that is said moves a cursor or is a bare sign."""

from __future__ import annotations

import io
import re
import threading
import unicodedata

import pytest

from exercises.figures import Frame, Grid, Mark, Role
from grader.core.lessons import lessons
from grader.core.notebook.writing import notebook_text
from grader.core.results import Status
from grader.student import experiments
from grader.student.figures_told import figure_lines
from grader.student.linear import Linear
from grader.student.linear_commands import HELP
from grader.student.plain_markdown import plain_lines
from grader.student.session import Session
from grader.student.workspace import write_starters
from tests.tui import canned

SIGNS = set("✓✗◐▸▲†⊘∞│─┌┐└┘├┤┬┴┼╭╮╰╯█▀▄▏▎▍▌▋▊▉━┃■×Σ")


class Typed:
    """Lines typed one after the other; a line waits until what it needs was said."""

    def __init__(self, said):
        self._said = said
        self._script = []

    def after(self, text, *lines):
        self._script += [(text, line) for line in lines]
        return self

    def __iter__(self):
        for text, line in self._script:
            assert self._said.waits_for(text), f"never said: {text}\n{self._said.getvalue()}"
            yield line


class Said(io.StringIO):
    """What was said, and a way to wait for it."""

    def __init__(self):
        super().__init__()
        self._news = threading.Condition()

    def write(self, text):
        with self._news:
            written = super().write(text)
            self._news.notify_all()
        return written

    def waits_for(self, text):
        with self._news:
            return self._news.wait_for(lambda: text in self.getvalue(), timeout=10)


@pytest.fixture
def sit(tmp_path):
    """Sit with a script: what was said, and the session."""
    write_starters(tmp_path, canned.LESSONS)

    def run(prepare, script):
        said = Said()
        typed = script(Typed(said))
        prepare(tmp_path)
        session = Session(tmp_path, canned.LESSONS)
        Linear(session, said, canned.Grader()).run(typed)
        return said.getvalue(), session

    return run


def test_a_whole_sitting_moves_no_cursor_and_says_no_bare_sign(sit):
    def prepare(folder):
        (folder / "output_size.py").write_text("x")
        (folder / "filtered_grid.py").write_text("PASS")
        (folder / "training.py").write_text("TRAIN")
        (folder / "max_pooling.py").write_text("ESCAPE")

    def script(typed):
        typed.after("quit to leave", "help", "list", "2", "read", "figure", "question", "run")
        typed.after("output_size: 1 of 3", "check 2", "check 3", "check 99", "hint", "solution", "result", "nonsense")
        typed.after("There is no command nonsense", "reset", "no", "run filtered_grid")
        typed.after("filtered_grid: solved", "solution", "next", "run training")
        typed.after("training: solved", "trained", "run max_pooling")
        typed.after("max_pooling: 1 of 3", "check 2", "go nowhere", "stop")
        return typed.after("Nothing is running", "quit")

    said, session = sit(prepare, script)
    assert not set(said) & SIGNS
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", said)
    assert all(unicodedata.category(letter) not in ("Cc", "Cf") or letter == "\n" for letter in said)
    assert session.last(canned.LESSONS[2]).result.status is Status.PASSED
    for text in (
        "output_size: 1 of 3 checks pass, 2 of 6 points. Run 1 at ",
        "Row 2, column 2 (index [1, 1]): wanted 84, yours 81.",
        "Looks like: padding left out. The border of zeros makes the input larger.",
        "Wanted, 3 by 3:\n20 69 75\n60 84 96\n36 53 73\nYours, 3 by 3:\n20 69 75",
        "line 8: ZeroDivisionError: division by zero",
        "The solution is shown once you have solved",
        "accuracy 70.6%",
        "Class 0: ",
        "Nothing was changed.",
    ):
        assert text in said
    assert said.index("1 of 3 checks pass") < said.index("Row 2, column 2") < said.index("Looks like")
    told = "Your last run looks like: padding left out.\nThe border of zeros makes the input larger.\nHint 1"
    hint = said.index(told)
    assert hint > said.index("Looks like")


def test_a_save_is_answered_and_its_exercise_chosen(sit, tmp_path):
    def script(typed):
        class Saving:
            def __iter__(self):
                lines = iter(typed.after("quit to leave", "").after("output_size: solved", "result", "quit"))
                yield next(lines)
                (tmp_path / "output_size.py").write_text("PASS")
                yield from lines

        return Saving()

    said, _ = sit(lambda folder: None, script)
    assert "output_size: solved, every check passes, 6 of 6 points. Run 1 at " in said


def test_a_training_can_be_stopped(sit):
    def script(typed):
        return typed.after("quit to leave", "run training").after("0% done", "stop").after("stopped", "quit")

    said, session = sit(lambda folder: (folder / "training.py").write_text("HANG"), script)
    assert session.last(canned.LESSONS[4]) is None
    assert "epoch 1 of 2, loss" in said


def test_a_starved_run_says_that_the_machine_is_busy(sit):
    def script(typed):
        return typed.after("quit to leave", "run output_size").after("Type hint for a hint", "list", "quit")

    said, session = sit(lambda folder: (folder / "output_size.py").write_text("STARVED"), script)
    assert "The machine is busy: this ran at 40%. Type run to run it again.\n" in said
    assert session.standing(canned.LESSONS[1]) is None


def test_of_a_starved_run_that_solved_it_nothing_is_said_of_the_machine(sit):
    def script(typed):
        return typed.after("quit to leave", "run output_size").after("Type solution to compare", "quit")

    said, session = sit(lambda folder: (folder / "output_size.py").write_text("PASS STARVED"), script)
    assert "busy" not in said
    assert session.standing(canned.LESSONS[1]).solved


def test_an_experiment_is_typed_and_told_in_sentences(sit, monkeypatch):
    frame = Frame("two by two", (Grid("what came", ((1, 2), (3, 4))),))
    monkeypatch.setattr(experiments, "run", lambda *_: iter([experiments.Shown((frame,), 3.0)]))

    def script(typed):
        return typed.after("quit to leave", "experiment", "experiment shufle", "experiment shift").after(
            "1 2\n", "quit"
        )

    said, _ = sit(lambda folder: None, script)
    assert "Type experiment and a name to run one." in said
    assert "did you mean 'shift'?" in said or "did you mean 'shuffle'?" in said
    told = said[said.index("A pattern under a 2x2 pool.") :]
    assert (
        told.index("Running, with our max_pooling (yours, once solved). Type stop")
        < told.index("Row 1: 1 2\nRow 2: 3 4\n")
        < told.index("local")
    )
    assert not set(said) & SIGNS


def test_stop_ends_an_experiment(sit, monkeypatch):
    def run(name, files, sandbox, cancelled):
        assert cancelled.wait(10)
        yield from ()

    monkeypatch.setattr(experiments, "run", run)

    def script(typed):
        return (
            typed.after("quit to leave", "experiment shift").after("Type stop", "stop").after("shift: stopped.", "quit")
        )

    said, _ = sit(lambda folder: None, script)
    assert "Nothing is running" not in said


def test_where_a_notebook_stands_for_an_exercise_it_is_named(tmp_path):
    (tmp_path / "exercises.ipynb").write_text(notebook_text(lessons()))
    said = Said()
    script = Typed(said).after("quit to leave", "list", "run", "reset").after("never written over", "quit")
    Linear(Session(tmp_path, lessons()), said, canned.Grader()).run(script)
    assert f"Its file is {tmp_path / 'exercises.ipynb'}." in said.getvalue()
    assert "Running exercises.ipynb." in said.getvalue()
    assert "_connected.py" not in said.getvalue()


def test_help_names_every_command():
    commands = {name.removeprefix("do_") for name in dir(Linear) if name.startswith("do_")}
    assert commands == {name.split()[0] for name, _ in HELP} | {"help", "answer"}


def test_cells_side_by_side_are_told_together():
    first = Frame("before", (Grid("x", (("·",) * 6, (1, 2, 3, 4, 5, None))),))
    marks = (Mark(0, 0, 1, 1, Role.WINDOW), Mark(0, 1, 1, 1, Role.WINDOW), Mark(1, 2, 1, 0, Role.FOCUS))
    second = Frame("after", (Grid("x", ((7, 8, "·", "·", 9, "·"), (1, 2, 3, 4, 5, None)), marks),))
    assert list(figure_lines([first, second])) == [
        "Step 1 of 2: before.",
        "x: 2 rows.",
        "Row 1: empty (6 times)",
        "Row 2: 1 2 3 4 5 blank",
        "Step 2 of 2: after.",
        "x: row 1, columns 1 to 2 are 7 8; row 1, column 5 is 9.",
        "x: row 1, columns 1 to 2: in the window.",
    ]


@pytest.mark.parametrize("lesson", lessons(), ids=lambda lesson: lesson.name)
def test_every_exercise_can_be_heard(lesson):
    frames = lesson.frames()
    told = list(figure_lines(frames))
    assert sum(line.startswith("Step ") for line in told) == len(frames)
    read = list(plain_lines(lesson.statement))
    assert read[0].startswith("Heading: ")
    assert "End of the code." in read or "```" not in lesson.statement
    for line in (*told, *read, *(line for hint in lesson.hints for line in plain_lines(hint))):
        assert not set(line) & SIGNS, line
        assert not line.startswith(("#", "|")), line
