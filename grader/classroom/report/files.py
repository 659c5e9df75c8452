"""The one place where reports become files: whole or not at all, with one clear line where a disk refuses."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

_WORDS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your quota is used up",
    errno.EROFS: "the disk is read-only",
    errno.EACCES: "permission denied",
    errno.EPERM: "permission denied",
    errno.ENOTDIR: "a part of the path is a file",
    errno.EISDIR: "it is a folder",
}


class WriteError(Exception):
    """A report that could not be written: one line that says where and why."""


def write(path: Path, pieces: Iterable[str]) -> None:
    """Write a text file and put it in place only when it is whole. Raises WriteError."""
    # a lone surrogate in a student's output becomes its escape, in JSON a valid one
    _write(path, (piece.encode("utf-8", "backslashreplace") for piece in pieces))


def write_bytes(path: Path, content: bytes) -> None:
    """Write any other file so. Raises WriteError."""
    _write(path, [content])


def _write(path: Path, pieces: Iterable[bytes]) -> None:
    draft: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:100]}.")
        draft = Path(name)
        with os.fdopen(descriptor, "wb") as file:
            file.writelines(pieces)
        draft.chmod(0o644)
        draft.replace(path)
    except OSError as error:
        reason = _WORDS.get(error.errno or 0, error.strerror or str(error))
        raise WriteError(f"cannot write {path}: {reason}") from None
    finally:
        if draft is not None:
            draft.unlink(missing_ok=True)
