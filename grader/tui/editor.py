"""Finds the student's editor: which one, how it is started in the terminal, how one leaves it."""

from __future__ import annotations

import shlex
import shutil
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

EDITORS = {
    "nano": "Ctrl+O saves, Ctrl+X leaves",
    "micro": "Ctrl+S saves, Ctrl+Q leaves",
    "vim": ":w saves, :q leaves",
    "vi": ":w saves, :q leaves",
    "emacs": "Ctrl+X Ctrl+S saves, Ctrl+X Ctrl+C leaves",
}
"""Tried in this order where neither VISUAL nor EDITOR is set, and how one saves and leaves them."""

_READ_SECONDS = 1.5
"""How long it is said how to leave an editor that the student did not choose."""


@dataclass(frozen=True)
class Editor:
    """A command, and how to leave it where the student did not choose it."""

    command: str
    leaving: str = ""


def chosen(environ: Mapping[str, str]) -> Editor | None:
    """Return the student's own editor, else one that is there; None where there is none."""
    own = environ.get("VISUAL") or environ.get("EDITOR")
    if own:
        return Editor(own)
    found = next(filter(shutil.which, EDITORS), None)
    return Editor(found, EDITORS[found]) if found else None


def edit(editor: Editor, path: Path, *, told: bool) -> None:
    """Run the editor on a file until it is left. Raises OSError or ValueError where it cannot be started."""
    if editor.leaving and not told:
        print(f"{editor.command} opens {path}: {editor.leaving} and comes back here.", flush=True)
        time.sleep(_READ_SECONDS)
    subprocess.run([*shlex.split(editor.command), str(path)], check=False)
