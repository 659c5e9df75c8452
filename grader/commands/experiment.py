"""Run one of the lecture's experiments and draw what comes out; without a name, list them.

Your own functions are used where you have solved their exercises, and the solutions elsewhere.
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from grader.commands.arguments import add_folder

if TYPE_CHECKING:
    from exercises.figures import Frame
    from grader.student.experiments import Shown, UsedFile


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `experiment [NAME]`."""
    parser.add_argument("name", metavar="NAME", nargs="?", help="its name (default: list them)")
    add_folder(parser)


def run(args: argparse.Namespace) -> int:
    """List, or run and draw."""
    from grader.commands.student import use_utf8
    from grader.core.lessons import lessons
    from grader.core.text import say
    from grader.student.experiments import ExperimentError, find_experiment, sources, whose
    from grader.student.session import Session

    use_utf8()
    if args.name is None:
        return _list()
    experiment = find_experiment(args.name)
    session = Session(args.folder, lessons())
    files, warning = sources(experiment, session), session.warning
    session.close()
    if warning:
        say(warning)
    print(f"{experiment.title}\n\n{_filled(experiment.question)}\n{whose(files)}\n", flush=True)
    try:
        shown = _watched(args.name, files)
    except ExperimentError as problem:
        print(problem)  # of several lines, where it is the student's own error
        return problem.exit_status
    for frame in shown.frames:
        _draw(frame)
    print(f"{_filled(experiment.shows)}\n({shown.seconds:.0f} s)")
    return 0


def _list() -> int:
    from grader.core.lessons import find
    from grader.student.experiments import experiments

    for name, experiment in experiments().items():
        lesson = find(experiment.belongs_to)
        print(f"  {name:12} {experiment.title} (goes with {lesson.exercise.number}, {lesson.exercise.title})")
    print("\ncnn-exercises experiment NAME runs one")
    return 0


def _filled(text: str) -> str:
    import textwrap

    return textwrap.fill(text, 72)


def _watched(name: str, files: tuple[UsedFile, ...]) -> Shown:
    """Run it behind a progress bar, where there is a terminal."""
    from grader.commands.bar import bar
    from grader.sandbox.parent.client import Sandbox
    from grader.student.experiments import Shown, run

    with Sandbox() as sandbox, bar("starting") as show:
        for news in run(name, files, sandbox):
            if isinstance(news, Shown):
                return news
            show(news.fraction, news.text)
    raise AssertionError("an experiment ends with what it shows")


def _draw(frame: Frame) -> None:
    """Print a frame: in colour on a terminal, with shades elsewhere."""
    from rich.console import Console

    from grader.tui.drawing.figures import frame_rows
    from grader.tui.drawing.printed import line_of

    console = Console(highlight=False)
    for row in frame_rows(frame):
        console.print(line_of(row, coloured=console.color_system is not None and not console.no_color), soft_wrap=True)
    print()
