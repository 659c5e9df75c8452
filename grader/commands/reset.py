"""Put an exercise back to its starter. Your file is kept as a backup in .cnn-exercises/backups."""

from __future__ import annotations

import argparse

from grader.commands.arguments import add_folder


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `reset EXERCISE`."""
    parser.add_argument("exercise", metavar="EXERCISE", help="its name or number")
    add_folder(parser)


def run(args: argparse.Namespace) -> int:
    """Reset, and say where the backup is."""
    from grader.commands.student import use_utf8
    from grader.core.lessons import find
    from grader.student.workspace import reset

    use_utf8()
    lesson = find(args.exercise)
    backup = reset(args.folder, lesson)
    print(f"{lesson.file_name} is the starter again" + (f"; your file is kept as {backup}" if backup else ""))
    return 0
