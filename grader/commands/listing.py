"""List the exercises in the lecture's order, with your best scores in this folder."""

from __future__ import annotations

import argparse
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `list [DIR] [--folder DIR]`."""
    from grader.commands.arguments import add_folder

    parser.add_argument("here", metavar="DIR", type=Path, nargs="?", help="your files, as --folder")
    add_folder(parser)


def show(folder: Path) -> int:
    """Print the list."""
    from grader.commands.student import use_utf8
    from grader.core.lessons import lessons
    from grader.core.results import Status
    from grader.core.status_words import glyph
    from grader.core.text import of_points, say
    from grader.student.session import Session

    use_utf8()
    session = Session(folder, lessons())
    section, changed = "", False
    for lesson in session.lessons:
        exercise = lesson.exercise
        if exercise.section != section:
            section = exercise.section
            print(f"\n{section}")
        state = session.state(lesson) if session.has_exercises() else Status.TODO
        sign = "~" if state is None else glyph(state)
        changed |= state is None
        points = of_points(session.score(lesson), exercise.max_score)
        print(f"  {sign} {exercise.number:2}  {lesson.name:24}{exercise.title:32}{points:>7}")
    score, most = session.total
    print(f"\n{session.solved_count} of {len(session.lessons)} solved, {of_points(score, most)} points")
    if changed:
        print("~ changed since it was run: 'cnn-exercises check' runs it")
    if not session.has_exercises():
        print("no exercises here yet: 'cnn-exercises init' writes them into this folder")
    if session.warning:
        say(session.warning)
    session.close()
    return 0


def run(args: argparse.Namespace) -> int:
    """Print the list."""
    return show(args.here or args.folder)
