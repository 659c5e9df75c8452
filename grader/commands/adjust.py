"""Decide about one student, with a reason: points, a deadline or days late, which file is meant, run again, 0.

Nothing is overwritten: each decision is an entry in the gradebook's ledger, and `ledger --undo` takes it back.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from grader.classroom.gradebook.ledger import Decision
    from grader.classroom.gradebook.store import Gradebook


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `adjust GRADEBOOK --student S ...`."""
    parser.add_argument("gradebook", metavar="GRADEBOOK", type=Path, help="what 'cnn-exercises grade' keeps")
    parser.add_argument("--student", metavar="NAME", required=True, help="who it is about")
    parser.add_argument("--exercise", metavar="NAME", help="the exercise, for --points, --file and --regrade")
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--points", metavar="P", help="what the exercise counts for this student")
    what.add_argument("--extension", metavar="TIME", help="this student's own deadline: '2026-11-23 23:59'")
    what.add_argument("--days-late", metavar="N", help="how many days late this came, where no time is known")
    what.add_argument("--file", metavar="NAME", help="this file of theirs, not used so far, is the exercise's")
    what.add_argument("--regrade", action="store_true", help="run this student's file again at the next grading")
    what.add_argument("--zero", action="store_true", help="write 0, not a blank, for who handed in nothing")
    parser.add_argument("--because", metavar="WORDS", required=True, help="the reason: the student reads it")


def run(args: argparse.Namespace) -> int:
    """Write the entry and say what holds now."""
    from grader.classroom.gradebook.store import Gradebook
    from grader.core.text import say

    with Gradebook(args.gradebook, create=False) as gradebook:
        (entry,) = gradebook.decide([_decision(args, gradebook)])
    say(f"written: {entry.kind} {entry.value} for {entry.student} (entry {entry.id[:8]})".replace("  ", " "))
    return 0


def _decision(args: argparse.Namespace, gradebook: Gradebook) -> Decision:
    from grader.classroom.gradebook import decide

    if args.days_late is not None:
        return decide.days_late(gradebook, args.student, args.days_late, args.because)
    if args.file is not None:
        return decide.take_file(gradebook, args.student, args.exercise, args.file, args.because)
    if args.points is not None:
        return decide.changed_points(gradebook, args.student, args.exercise, args.points, args.because)
    if args.extension is not None:
        return decide.own_deadline(gradebook, args.student, args.extension, args.because)
    if args.zero:
        return decide.zero_for_nothing(gradebook, args.student, args.because)
    return decide.regrade(gradebook, args.student, args.exercise, args.because)
