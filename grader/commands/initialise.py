"""Write the exercises' starter files into a folder, or one notebook. A file that is there already stays as it is."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from grader.student.workspace import Written


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `init [DIR] [--notebook]`."""
    parser.add_argument("folder", metavar="DIR", type=Path, nargs="?", default=Path(), help="default: this folder")
    parser.add_argument("--notebook", action="store_true", help="one notebook with all exercises, for Jupyter or Colab")


def run(args: argparse.Namespace) -> int:
    """Write, and say what to do next."""
    from grader.commands.student import use_utf8
    from grader.core.lessons import lessons
    from grader.student.workspace import write_notebook, write_starters

    use_utf8()
    written = (write_notebook if args.notebook else write_starters)(args.folder, lessons())
    where = "this folder" if args.folder == Path() else str(args.folder)
    print(_told(written, where, notebook=args.notebook))
    prefix = "" if args.folder == Path() else f"cd {args.folder} && "
    print(f"next: {prefix}cnn-exercises")
    return 0


def _told(written: Written, where: str, *, notebook: bool) -> str:
    if notebook:
        (name,) = written.made or written.kept
        return f"{name} written to {where}" if written.made else f"{name} was in {where} and stays as it is"
    kept = f", {len(written.kept)} were there and stay as they are" if written.kept else ""
    return f"{len(written.made)} starter files written to {where}{kept}"
