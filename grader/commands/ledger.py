"""List what was decided about a class by hand, oldest first; with --undo take one entry back."""

from __future__ import annotations

import argparse
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `ledger GRADEBOOK [--undo ID --because WORDS]`."""
    parser.add_argument("gradebook", metavar="GRADEBOOK", type=Path, help="what 'cnn-exercises grade' keeps")
    parser.add_argument("--undo", metavar="ID", help="take this entry back: its first letters are enough")
    parser.add_argument("--because", metavar="WORDS", default="", help="why it is taken back")


def run(args: argparse.Namespace) -> int:
    """Print the ledger, or add the entry that undoes another."""
    from grader.classroom.gradebook.decide import undo
    from grader.classroom.gradebook.ledger import standing
    from grader.classroom.gradebook.store import Gradebook
    from grader.core.text import say

    with Gradebook(args.gradebook, create=False) as gradebook:
        if args.undo is not None:
            (entry,) = gradebook.decide([undo(gradebook, args.undo, args.because)])
            say(f"taken back: {entry.value[:8]}")
            return 0
        entries = gradebook.ledger()
    holds = {entry.id for entry in standing(entries)}
    for entry in entries:
        print(entry.line() + ("" if entry.id in holds or not entry.may_be_undone else "  (taken back)"))
    return 0
