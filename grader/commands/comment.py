"""Write words to a student, on one exercise or on the whole. They appear on the student's page and in every export."""

from __future__ import annotations

import argparse
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `comment GRADEBOOK --student S [--exercise E] WORDS`."""
    parser.add_argument("gradebook", metavar="GRADEBOOK", type=Path, help="what 'cnn-exercises grade' keeps")
    parser.add_argument("words", metavar="WORDS", help="what the student reads")
    parser.add_argument("--student", metavar="NAME", required=True, action="append", help="to whom (repeatable)")
    parser.add_argument("--exercise", metavar="NAME", help="on which exercise (default: on the whole)")


def run(args: argparse.Namespace) -> int:
    """Write the entries."""
    from grader.classroom.gradebook.decide import comment_on_all
    from grader.classroom.gradebook.store import Gradebook
    from grader.core.text import plural, say

    with Gradebook(args.gradebook, create=False) as gradebook:
        entries = gradebook.decide(comment_on_all(gradebook, args.student, args.exercise, args.words))
    say(f"written to {plural(len(entries), 'student')} ({', '.join(entry.id[:8] for entry in entries)})")
    return 0
