"""Work in plain lines, for screen readers and plain terminals: each save is answered, commands are typed as words.

Nothing moves on the screen. `cnn-exercises --linear` and CNN_EXERCISES_LINEAR=1 do the same.
"""

from __future__ import annotations

import argparse
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `watch [DIR]`."""
    parser.add_argument("folder", metavar="DIR", type=Path, nargs="?", default=Path(), help="default: this folder")


def run(args: argparse.Namespace) -> int:
    """Sit with the student until they quit."""
    return sit(args.folder)


def sit(folder: Path) -> int:
    """Write the starters where there are none, then watch and answer."""
    import sys

    from grader.commands.student import use_utf8
    from grader.core.lessons import lessons
    from grader.student.linear import Linear
    from grader.student.session import Session
    from grader.student.workspace import write_starters

    use_utf8()
    session = Session(folder, lessons())
    if not session.has_exercises():
        written = write_starters(folder, lessons())
        print(f"{len(written.made)} exercises written to {folder.resolve()}.", flush=True)
        session.open_history()
    Linear(session, sys.stdout).run(sys.stdin)
    return 0
