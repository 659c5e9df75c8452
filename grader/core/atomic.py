"""Writes a file whole or not at all, with one clear line where a disk refuses."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from grader.core.errors import MachineError

_REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your quota is used up",
    errno.EROFS: "the disk is read-only",
    errno.EACCES: "permission denied",
    errno.EPERM: "permission denied",
    errno.ENOTDIR: "a part of the path is a file",
    errno.EISDIR: "it is a folder",
}


class WriteError(MachineError):
    """A file that could not be written: one line that says which, and why."""


def reason_of(error: OSError) -> str:
    """Return why the system refused, in everyday words."""
    return _REASONS.get(error.errno or 0, error.strerror or str(error))


def write_bytes(path: Path, pieces: Iterable[bytes]) -> None:
    """Write the pieces to a draft beside `path`, then rename it to `path`: readers see the old file or the new one.

    Makes the folder where there is none. The file's mode follows the user's umask. Raises WriteError.
    """
    draft: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:100]}.")
        draft = Path(name)
        with os.fdopen(descriptor, "wb") as file:
            file.writelines(pieces)
        draft.chmod(0o666 & ~_umask())
        draft.replace(path)
    except OSError as error:
        raise WriteError(f"cannot write {path}: {reason_of(error)}") from None
    finally:
        if draft is not None:
            draft.unlink(missing_ok=True)


def write_text(path: Path, pieces: Iterable[str]) -> None:
    """Write text as UTF-8, as `write_bytes` does. A lone surrogate becomes its escape, which is valid in JSON."""
    write_bytes(path, (piece.encode("utf-8", "backslashreplace") for piece in pieces))


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
