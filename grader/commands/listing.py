"""List the exercises in the lecture's order, with your best scores in this folder."""

from __future__ import annotations

import argparse
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`list [--folder DIR]`."""
    from grader.commands.arguments import add_folder

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
    section = ""
    for lesson in session.lessons:
        exercise = lesson.exercise
        if exercise.section != section:
            section = exercise.section
            print(f"\n{section}")
        standing = session.standing(lesson)
        status = Status.TODO if standing is None else Status.PASSED if standing.solved else Status.PARTIAL
        points = of_points(session.score(lesson), exercise.max_score)
        print(f"  {glyph(status)} {exercise.number:2}  {lesson.name:24}{exercise.title:32}{points:>7}")
    score, most = session.total
    print(f"\n{session.solved_count} of {len(session.lessons)} solved, {of_points(score, most)} points")
    if not session.has_exercises:
        print("no exercises here yet: 'cnn-exercises init' writes them into this folder")
    if session.warning:
        say(session.warning)
    session.close()
    return 0


def run(args: argparse.Namespace) -> int:
    """Print the list."""
    return show(args.folder)
