"""Decide about one student: changed points, an own deadline, "run it again" or "0 for nothing", each with a reason.

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
    parser.add_argument("--exercise", metavar="NAME", help="the exercise, for --points and --regrade")
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--points", metavar="P", help="what the exercise counts for this student")
    what.add_argument("--extension", metavar="TIME", help="this student's own deadline: '2026-11-23 23:59'")
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
    from grader.classroom.gradebook.decide import changed_points, own_deadline, regrade, zero_for_nothing

    if args.points is not None:
        return changed_points(gradebook, args.student, args.exercise, args.points, args.because)
    if args.extension is not None:
        return own_deadline(gradebook, args.student, args.extension, args.because)
    if args.zero:
        return zero_for_nothing(gradebook, args.student, args.because)
    return regrade(gradebook, args.student, args.exercise, args.because)
