"""Finds out what the terminal can do: its encoding, its colours; and the theme that the user chose. Once, at start.

Whether the UI is started at all belongs to the command line.
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import sys
from collections.abc import Mapping
from typing import NoReturn

from grader.core import paths
from grader.core.atomic import WriteError, write_text

THEME = "tokyo-night"
POOR_THEME = "ansi-dark"

_POOR = ("linux", "xterm", "screen", "tmux", "ansi", "cygwin", "vt100", "vt102", "vt220", "rxvt", "sun")
"""Exact names of terminals that promise no more than sixteen colours, or eight."""


def is_poor(environ: Mapping[str, str]) -> bool:
    """Return whether the terminal shows sixteen colours at most."""
    return not environ.get("COLORTERM") and environ.get("TERM", "") in _POOR


def speaks_utf8(encoding: str | None) -> bool:
    """Return whether borders and glyphs come out as themselves."""
    return (encoding or "").lower().replace("-", "").replace("_", "") == "utf8"


def start_again_in_utf8(environ: Mapping[str, str]) -> NoReturn:
    """Become the same program in Python's UTF-8 mode."""
    os.execve(sys.executable, sys.orig_argv, {**environ, "PYTHONUTF8": "1"})


def is_behind() -> bool:
    """Return whether the terminal has still to take what was drawn, as over a slow link. Textual draws on stderr."""
    if sys.__stderr__ is None:
        return False
    try:
        return not select.select([], [sys.__stderr__], [], 0)[1]
    except (OSError, ValueError):
        return False


def chosen_theme(environ: Mapping[str, str]) -> str:
    """Return the theme to start with."""
    if is_poor(environ):
        return POOR_THEME
    try:
        kept = json.loads(paths.settings_file().read_text(encoding="utf-8"))
        return str(kept["theme"])
    except (OSError, ValueError, KeyError, TypeError):
        return THEME


def keep_theme(name: str) -> None:
    """Remember the theme; a home that cannot be written forgets it."""
    path = paths.settings_file()
    with contextlib.suppress(WriteError):
        write_text(path, [json.dumps({"theme": name}), "\n"])
