"""Open the terminal UI, or print the plain list where a terminal cannot show it."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path


def _why_not() -> str:
    """Return why this terminal cannot show the UI; empty where it can."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return "this is not a terminal"
    if os.environ.get("TERM", "dumb") in ("dumb", "unknown"):
        return "this terminal (TERM=dumb) cannot draw"
    return ""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `[FOLDER] [--linear] [--animate auto|never]`."""
    parser.add_argument("folder", metavar="FOLDER", type=Path, nargs="?", default=Path())
    parser.add_argument("--linear", action="store_true", default=bool(os.environ.get("CNN_EXERCISES_LINEAR")))
    parser.add_argument("--animate", choices=("auto", "never"), default="auto")


def run(args: argparse.Namespace) -> int:
    """Open the UI on a folder, or sit in plain lines where that is asked for."""
    if args.linear:
        from grader.commands import watch

        return watch.sit(args.folder)
    reason = _why_not()
    if reason:
        from grader.commands import listing

        say = "'cnn-exercises check EXERCISE' runs one, 'cnn-exercises watch' answers each save"
        print(f"{reason}, so here is the plain list; {say}", file=sys.stderr)
        return listing.show(args.folder)
    from grader.tui.start import run as open_app

    return open_app(args.folder, moving=args.animate != "never")
