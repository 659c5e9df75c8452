"""What the tests of taking work in share: folders and archives made here, and what was found in them."""

from __future__ import annotations

import zipfile
from pathlib import Path

from grader.classroom.intake.hand_in import Intake

FILES = ("output_size.py", "zero_padding.py", "lenet5.py")


def write(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    return root


def zipped(path: Path, files: dict[str, str]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return path


def contents(intake: Intake) -> dict[str, dict[str, str]]:
    """What each student's files hold, as the grader reads them."""
    found = {}
    for one in intake.submissions:
        sources = {name: one.source(name) for name in FILES}
        found[one.student] = {name: source.content.decode() for name, source in sources.items() if not source.absent}
    return found
