"""Write any report again from a gradebook, without running anything."""

from __future__ import annotations

import argparse
from pathlib import Path

from grader.classroom.settings.options import FORMAT_NAMES


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments: gradebook, formats, and where the reports go."""
    parser.add_argument("gradebook", metavar="GRADEBOOK", type=Path, help="what 'cnn-exercises grade' keeps")
    formats = f"{', '.join(FORMAT_NAMES)} (default: table)"
    parser.add_argument("--format", metavar="FORMAT", action="append", help=formats)
    parser.add_argument("--student", metavar="NAME", help="this student only: the beginning of the name is enough")
    parser.add_argument("--exercise", metavar="NAME", action="append", help="this exercise only (repeatable)")
    parser.add_argument("--output", metavar="PATH", help="write to this file or folder instead of the terminal")


def run(args: argparse.Namespace) -> int:
    """Report. 0: done; 1: the gradebook lacks results or a file cannot be written; 2: wrong usage."""
    from grader.classroom.gradebook.store import Gradebook
    from grader.classroom.report.delivery import deliver
    from grader.classroom.report.marks import deliver_marks
    from grader.classroom.report.narrowed import narrowed
    from grader.classroom.settings.request import destination
    from grader.core.text import plural, say

    options = {"format": args.format, "output": args.output}
    names, output, to_folder = destination({key: value for key, value in options.items() if value is not None})
    with Gradebook(args.gradebook, create=False) as gradebook:
        left, finished = gradebook.left(), gradebook.finished()
        if args.student is None and not args.exercise:
            deliver_marks(gradebook, names, output, to_folder, by_hand=True)
        else:
            deliver(narrowed(gradebook, args.student, args.exercise or ()), names, output, to_folder)
    if left:
        say(f"this gradebook is not complete: {plural(left, 'exercise')} not graded yet")
    elif not finished:
        say("this grading was stopped before it had looked at every file: the same grade command ends it")
    return 1 if left or not finished else 0
