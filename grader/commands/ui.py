"""The terminal UI, or the plain list where a terminal cannot show it."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def _why_not() -> str:
    """Why this terminal cannot show the UI; empty where it can."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return "this is not a terminal"
    if os.environ.get("TERM", "dumb") in ("dumb", "unknown"):
        return "this terminal (TERM=dumb) cannot draw"
    return ""


def run(folder: str) -> int:
    """Open the UI on a folder."""
    reason = _why_not()
    if reason:
        from grader.commands import listing

        print(f"{reason}, so here is the plain list; 'cnn-exercises check EXERCISE' runs one", file=sys.stderr)
        return listing.show(Path(folder))
    from grader.tui.app import run as open_app

    return open_app(Path(folder))
