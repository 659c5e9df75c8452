"""Write the exercises' starter files into a folder. A file that is there already stays as it is."""

from __future__ import annotations

import argparse
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`init [DIR]`."""
    parser.add_argument("folder", metavar="DIR", type=Path, nargs="?", default=Path(), help="default: this folder")


def run(args: argparse.Namespace) -> int:
    """Write, and say what to do next."""
    from grader.commands.student import use_utf8
    from grader.core.lessons import lessons
    from grader.student.workspace import write_starters

    use_utf8()
    written = write_starters(args.folder, lessons())
    made, kept = len(written.made), len(written.kept)
    where = "this folder" if args.folder == Path() else str(args.folder)
    print(f"{made} starter files written to {where}" + (f", {kept} were there and stay as they are" if kept else ""))
    prefix = "" if args.folder == Path() else f"cd {args.folder} && "
    print(f"next: {prefix}cnn-exercises")
    return 0
