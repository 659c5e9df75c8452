"""A small course and a grader that answers from a script: the UI's tests run no student's code."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np

from exercises.definition import Check, Exercise, Needs, Rule
from grader.core.lessons import Lesson, Mistake
from grader.core.results import CheckResult, Event, ExerciseResult, Finished, Grids, Progress, Started, Status
from grader.tui.app import ExercisesApp
from tests.unit.classes import known

STATEMENT = """# {title}

Slide a **3x3** filter over the input with stride `S` and a border of P zeros. *Does it fit?*

```
out = (N − F + 2P) / S + 1
    = (7 − 3 + 2·1) / 3 + 1 = 3
```

## Watch for

- When the last step does not fit, it is dropped: round **down**, as PyTorch does.
- A filter larger than the padded input fits nowhere.

| N | F | out |
|---|---|-----|
| 7 | 3 | 3   |
"""
HINTS = ("# Question\n\nHow many cells are left over?", "# Idea\n\nWhole steps only.", "# Nearly the code\n\n`//`")
REFERENCE = '"""The reference."""\n\n\ndef answer(n):\n    return n // 2 + 1  # whole steps\n'
MISTAKE = Mistake("padding left out", "The border of zeros makes the input larger.", "padding_left_out", ("answer",))

_COURSE = (
    ("fully_connected", "7.1 Motivation & concept", "Fully connected layer", Needs.NUMPY),
    ("output_size", "7.2 Overview", "Output size", Needs.NUMPY),
    ("filtered_grid", "7.2 Overview", "Filtered grid", Needs.NUMPY),
    ("max_pooling", "7.2 Overview", "Max pooling", Needs.NUMPY),
    ("training", "7.3 Architectures", "Training", Needs.TORCH),
)


def _lesson(number: int, name: str, section: str, title: str, needs: Needs) -> Lesson:
    names = ("the lecture's numbers", "zero padding", "any size, stride and pad")
    checks = tuple(Check(one, 2.0, lambda rng: [], Rule.INT, "7 cells, filter 3") for one in names)
    exercise = Exercise(number, section, title, ("answer",), checks, needs)
    statement, starter = STATEMENT.format(title=title), f'"""{title}."""\n\nraise NotImplementedError\n'
    return known(
        Lesson(name, exercise, Path("exercises") / name, exercise, statement, HINTS, starter),
        mistakes=(MISTAKE,),
        version="1",
        reference_source=REFERENCE,
        solution_source="",
    )


LESSONS = tuple(_lesson(number, *one) for number, one in enumerate(_COURSE, 1))

WANTED = np.array([[20.0, 69, 75], [60, 84, 96], [36, 53, 73]])
GOT = np.array([[20.0, 69, 75], [60, 81, 96], [36, 53, 70]])
GIVEN = np.arange(49.0).reshape(7, 7)


def passed(lesson: Lesson) -> ExerciseResult:
    """Everything right."""
    checks = tuple(CheckResult(one.name, Status.PASSED, 2.0, 2.0, why=one.why) for one in lesson.exercise.checks)
    return ExerciseResult(lesson.name, Status.PASSED, 6.0, 6.0, 0.012, checks, seed=2022)


def partial(lesson: Lesson, printed: str = "n is 7") -> ExerciseResult:
    """One right, one wrong with grids and a recognised mistake, one that raised."""
    first, second, third = passed(lesson).checks
    grids = Grids(WANTED, GOT, (1, 1), WANTED != GOT, GIVEN)
    call = "answer(np.array([[0., 1.], [2., 3.]]), 3, stride=2)"
    message = (
        "✗ answer(grid 7x7)\n  check 2 of 3, seed 2022\n  2 of 9 cells differ, largest error 3\n"
        "  looks like: padding left out\n  The border of zeros makes the input larger.\n  edit output_size.py"
    )
    wrong = replace(
        second,
        status=Status.FAILED,
        points=0.0,
        message=message,
        mistake=MISTAKE.name,
        hint=MISTAKE.hint,
        wanted="84",
        got="81",
        call=call,
        grids=grids,
        said="2 of 9 cells differ, largest error 3",
        line=8,
    )
    frame = '  File "output_size.py", line 8, in answer\n    return n / 0\n           ~~^~~'
    traceback = f"Traceback (most recent call last):\n{frame}\nZeroDivisionError: division by zero"
    raised = replace(
        third,
        status=Status.ERROR,
        points=0.0,
        message="",
        got="ZeroDivisionError",
        traceback=traceback,
        call=call,
        said="it raised ZeroDivisionError",
    )
    checks = (first, wrong, raised)
    return ExerciseResult(lesson.name, Status.PARTIAL, 2.0, 6.0, 0.012, checks, printed, seed=2022)


def trained(lesson: Lesson) -> ExerciseResult:
    """A training that went well, with all its pictures."""
    rng = np.random.default_rng(0)
    side = np.linspace(0, 1, 32)
    images = np.stack([np.stack([np.outer(side, side), 1 - np.outer(side, side), np.outer(side, 1 - side)])] * 3)
    pictures = {
        "losses": 0.3 + 2 * np.exp(-np.linspace(0, 4, 80)),
        "confusion": np.eye(10) * 180 + rng.integers(0, 12, (10, 10)),
        "filters": rng.standard_normal((6, 3, 5, 5)),
        "images": images,
        "maps 1": np.maximum(rng.standard_normal((3, 6, 14, 14)), 0),
        "maps 2": np.maximum(rng.standard_normal((3, 16, 5, 5)), 0),
    }
    return replace(passed(lesson), seconds=12.7, measures={"accuracy": 0.706}, pictures=pictures)


class NoSandbox:
    """Stands where the sandbox would."""

    def __init__(self) -> None:
        self.warmed: list[Needs] = []
        self.closed = False

    def warm(self, needs: Needs) -> None:
        self.warmed.append(needs)

    def let_go(self) -> None:
        self.closed = True


class Grader:
    """Grades by what the file says: PASS, HANG, TRAIN, RAISE, STARVED, untouched, or partly right for anything else."""

    def __init__(self) -> None:
        self.ran: list[str] = []
        self.hanging = threading.Event()

    def __call__(self, lesson, source, seed, sandbox, cancelled) -> Iterator[Event]:
        self.ran.append(lesson.name)
        yield Started(lesson.name)
        text = source.content.decode(errors="replace")
        if "HANG" in text:
            for step in range(3):
                yield Progress(lesson.name, step / 10, "epoch 1 of 2", 2.3 - step / 2)
            self.hanging.set()
            cancelled.wait(30)
            return
        if "RAISE" in text:
            raise RuntimeError("the sandbox is broken")
        if source.absent:
            yield Finished(ExerciseResult(lesson.name, Status.MISSING, 0, 6.0, 0, (), message=source.problem))
        elif source.content.decode() == lesson.starter:
            todo = (CheckResult(one.name, Status.TODO, 0.0, 2.0) for one in lesson.exercise.checks)
            yield Finished(ExerciseResult(lesson.name, Status.TODO, 0, 6.0, 0, tuple(todo)))
        elif "TRAIN" in text:
            yield Finished(trained(lesson))
        elif "STARVED" in text:
            yield Finished(replace((passed if "PASS" in text else partial)(lesson), share=0.4))
        elif "ESCAPE" in text:
            yield Finished(partial(lesson, "\x1b]0;owned\x07 [bold red]markup[/] \u202eflip"))
        else:
            yield Finished(passed(lesson) if "PASS" in text else partial(lesson))


def app(folder: Path, **given) -> ExercisesApp:
    """The UI on the canned course, standing still."""
    parts = {"grade": given.pop("grade", None) or Grader(), "sandbox": given.pop("sandbox", None) or NoSandbox()}
    return ExercisesApp(folder, **{"course": LESSONS, "moving": False, **parts, **given})
