"""Join the gradebooks of shards into one."""

from __future__ import annotations

import argparse
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments: the shards' gradebooks, and the one to make."""
    parser.add_argument("gradebooks", metavar="GRADEBOOK", type=Path, nargs="+", help="a shard's gradebook")
    parser.add_argument("--output", metavar="FILE", type=Path, required=True, help="the gradebook to join them in")
    similar = "list files that are alike in the whole class: a place to look (needs the extra 'similarity')"
    parser.add_argument("--similar", action="store_true", help=similar)


def run(args: argparse.Namespace) -> int:
    """Merge. 0: done; 1: what was merged lacks results; 2: the gradebooks do not belong together."""
    from grader.classroom.gradebook.merge import merge
    from grader.core.text import plural, say

    if args.similar:
        from grader.classroom.similarity import library

        library()
    merged = merge(args.gradebooks, args.output)
    for line in merged.conflicts:
        say(line)
    say(f"merged {plural(merged.students, 'student')} into {args.output}")
    if merged.left:
        say(f"not complete: {plural(merged.left, 'exercise')} not graded yet")
    if args.similar:
        from grader.classroom.gradebook.store import Gradebook
        from grader.classroom.run import compare_kept

        with Gradebook(args.output) as gradebook:
            compare_kept(gradebook)
    return 1 if merged.left else 0
