"""Show which scores changed between two gradings, and why."""

from __future__ import annotations

import argparse
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments: the two gradebooks."""
    parser.add_argument("before", metavar="A", type=Path, help="the earlier grading's gradebook")
    parser.add_argument("after", metavar="B", type=Path, help="the later grading's gradebook")


def run(args: argparse.Namespace) -> int:
    """Print what changed. 0: compared; 2: not two gradebooks."""
    from grader.classroom.gradebook.store import Gradebook
    from grader.classroom.report.changes import compare
    from grader.core.text import one_line

    with Gradebook(args.before, create=False) as before, Gradebook(args.after, create=False) as after:
        for line in compare(before, after):
            print(" " * (len(line) - len(line.lstrip())) + one_line(line))
    return 0
