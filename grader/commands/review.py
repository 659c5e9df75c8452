"""Review a graded class on one screen: what to decide before marks go out, what the class misunderstood, each student.

Needs a terminal. The same as plain text: report, groups, adjust, comment and ledger.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `review GRADEBOOK [--seed N] [--anonymous]`."""
    parser.add_argument("gradebook", metavar="GRADEBOOK", type=Path, help="what 'cnn-exercises grade' keeps")
    parser.add_argument("--seed", metavar="N", type=int, help="look at students in an order drawn from this number")
    parser.add_argument("--anonymous", action="store_true", help="show numbers in place of names")


def run(args: argparse.Namespace) -> int:
    """Open the desk."""
    from grader.core.errors import UserError
    from grader.tui.review.app import run as open_review

    if not (sys.stdin.isatty() and sys.stdout.isatty()) or os.environ.get("TERM", "dumb") in ("dumb", "unknown"):
        raise UserError(f"this terminal cannot show it: see 'cnn-exercises report {args.gradebook}', or groups")
    return open_review(args.gradebook, seed=args.seed, anonymous=args.anonymous)
