"""Writes to a student's own folder: hands out starters, and sets one exercise back with a backup.

Never overwrites a student's file without keeping it. Reading a folder for grading belongs to `submission`.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from grader.core import paths
from grader.core.errors import UserError
from grader.core.lessons import Lesson
from grader.core.notebook.writing import notebook_text
from grader.student.sources import notebook_of

BACKUPS = "backups"
NOTEBOOK = "exercises.ipynb"
"""What `init --notebook` writes."""


class WorkspaceError(UserError):
    """A folder that cannot be written: one line that says why."""


@dataclass(frozen=True)
class Written:
    """What `write_starters` did: the files it made, and those that were there and stayed as they are."""

    made: tuple[str, ...]
    kept: tuple[str, ...]


def has_exercises(folder: Path, lessons: Sequence[Lesson]) -> bool:
    """Return whether any exercise's file is in the folder."""
    return any(os.path.lexists(folder / lesson.file_name) for lesson in lessons)


def write_starters(folder: Path, lessons: Sequence[Lesson]) -> Written:
    """Write the starter of each exercise whose file is not there. Raises WorkspaceError."""
    made, kept = [], []
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WorkspaceError(_line(folder, error)) from None
    for lesson in lessons:
        path = folder / lesson.file_name
        try:
            _create(path, lesson.starter)
        except FileExistsError:
            kept.append(lesson.file_name)
        except OSError as error:
            raise WorkspaceError(_line(path, error)) from None
        else:
            made.append(lesson.file_name)
    return Written(tuple(made), tuple(kept))


def write_notebook(folder: Path, lessons: Sequence[Lesson]) -> Written:
    """Write one notebook with all exercises, if it is not there. Raises WorkspaceError."""
    path = folder / NOTEBOOK
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _create(path, notebook_text(lessons))
    except FileExistsError:
        if not folder.is_dir():
            raise WorkspaceError(f"{folder} is a file: name a folder") from None
        return Written((), (NOTEBOOK,))
    except OSError as error:
        raise WorkspaceError(_line(path, error)) from None
    return Written((NOTEBOOK,), ())


def _create(path: Path, text: str) -> None:
    """Make a file that was not there, whole or not at all."""
    with path.open("x", encoding="utf-8") as file:
        try:
            file.write(text)
            file.flush()
        except OSError:
            path.unlink(missing_ok=True)
            raise


def reset(folder: Path, lesson: Lesson) -> Path | None:
    """Put the starter back in the student's file; return where the file from before is kept (None: there was none).

    Raises WorkspaceError, and then the student's file is as it was.
    """
    path = folder / lesson.file_name
    notebook = notebook_of(folder, lesson)
    if notebook:
        raise WorkspaceError(
            f"{lesson.name} is in {notebook}, and a notebook is never written over: 'cnn-exercises init --notebook' in "
            "an empty folder writes one to copy its cell from"
        )
    try:
        backup = _back_up(path, folder / paths.HISTORY_FOLDER / BACKUPS) if os.path.lexists(path) else None
        _replace(path, lesson.starter)
    except OSError as error:
        raise WorkspaceError(_line(path, error)) from None
    return backup


def _back_up(path: Path, backups: Path) -> Path:
    backups.mkdir(parents=True, exist_ok=True)
    content = path.read_bytes()
    stamp = time.strftime("%Y%m%d-%H%M%S")
    for attempt in range(1, 1000):
        again = f"-{attempt}" if attempt > 1 else ""
        backup = backups / f"{path.stem}-{stamp}{again}.py"
        try:
            with backup.open("xb") as file:
                file.write(content)
        except FileExistsError:
            continue
        return backup
    raise FileExistsError(17, f"too many backups of one second in {backups}")


def _replace(path: Path, text: str) -> None:
    """Rename over the file, so that it is never half written, and an editor or a watcher sees one change."""
    handle, part = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem}-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        mask = os.umask(0)
        os.umask(mask)
        Path(part).chmod(0o666 & ~mask)
        Path(part).replace(path)
    except BaseException:
        Path(part).unlink(missing_ok=True)
        raise


def _line(path: Path, error: OSError) -> str:
    return f"{path} cannot be written: {error.strerror or error}"
