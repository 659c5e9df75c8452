"""Join the gradebooks of shards into one."""

from __future__ import annotations

import argparse
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments: the shards' gradebooks, and the one to make."""
    parser.add_argument("gradebooks", metavar="GRADEBOOK", type=Path, nargs="+", help="a shard's gradebook")
    parser.add_argument("--output", metavar="FILE", type=Path, required=True, help="the gradebook to join them in")


def run(args: argparse.Namespace) -> int:
    """Merge. 0: done; 1: what was merged lacks results; 2: the gradebooks do not belong together."""
    from grader.classroom.gradebook.merge import merge
    from grader.core.text import plural, say

    merged = merge(args.gradebooks, args.output)
    for line in merged.conflicts:
        say(line)
    say(f"merged {plural(merged.students, 'student')} into {args.output}")
    if merged.left:
        say(f"not complete: {plural(merged.left, 'exercise')} not graded yet")
    return 1 if merged.left else 0
