"""Reads one student's file with care (links, devices, sizes, encodings) and says what is wrong with it."""

from __future__ import annotations

import ast
import errno
import hashlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from grader.core.errors import UserError
from grader.core.places import Places

LARGEST_SOURCE = 1 << 20
"""Bytes; a student's file is a few kilobytes."""
LARGEST_NOTEBOOK = 40_000_000
"""Bytes of a notebook, outputs and all."""
LARGEST_PARSED = 1 << 15
"""Bytes that this process parses itself: files made to be slow to parse take half a second at this size."""


_PROBLEM = "problem-"
"""How the digest of a file begins that could not be read."""
_UNWRITTEN = b"NotImplementedError"
"""What a starter raises: most files are told from it without parsing them."""


class SubmissionError(UserError):
    """A folder that cannot be graded: one line that says what is wrong and what to do."""


@dataclass(frozen=True)
class SourceFile:
    """One student's file for one exercise: its bytes, or the one line that says why there are none.

    `absent` is a file that is not there (status missing); any other `problem` is an error. `places` says where its
    lines stand where it was taken from a notebook, and `is_starter` that it is there as it was handed out.
    """

    path: Path
    content: bytes = b""
    problem: str = ""
    absent: bool = False
    places: Places | None = None
    is_starter: bool = False

    @property
    def digest(self) -> str:
        """Return the key of an unchanged file: its SHA-256, or for a problem one that no content can have.

        A cell that moved is a change: messages say where its lines stand.
        """
        if self.problem:
            return _PROBLEM + hashlib.sha256(self.problem.encode("utf-8", "surrogatepass")).hexdigest()
        places = b"" if self.places is None else repr(self.places).encode("utf-8", "surrogatepass")
        return hashlib.sha256(self.content + places).hexdigest()


def is_of_a_problem(digest: str) -> bool:
    """Return whether a digest stands for a file that is not there or could not be read."""
    return digest.startswith(_PROBLEM)


# O_NONBLOCK: opening a FIFO must not wait for a writer
_FLAGS = os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY | os.O_NOFOLLOW


def open_beneath(folder: Path, inside: str) -> IO[bytes]:
    """Return the regular file at `inside` below `folder`, open for reading.

    Raises OSError: ELOOP or ENOTDIR for a link on the way, EISDIR for a folder, ENXIO for a FIFO, socket or device.

    Each part of the way is opened from the one before and none is followed if it is a link, so nobody who swaps a part
    between a check and the opening leads the grader elsewhere. `folder` itself is the user's and may be a link.
    """
    parts = [part for part in inside.split("/") if part not in ("", ".")]
    if not parts or inside.startswith("/") or ".." in parts:
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
    above = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        for part in parts[:-1]:
            below = os.open(part, _FLAGS | os.O_DIRECTORY, dir_fd=above)
            os.close(above)
            above = below
        return _regular(os.open(parts[-1], _FLAGS, dir_fd=above))
    finally:
        os.close(above)


def _regular(descriptor: int) -> IO[bytes]:
    kind = os.fstat(descriptor).st_mode
    if stat.S_ISREG(kind):
        return os.fdopen(descriptor, "rb")
    os.close(descriptor)
    number = errno.EISDIR if stat.S_ISDIR(kind) else errno.ENXIO
    raise OSError(number, os.strerror(number))


def _target(folder: Path, inside: str) -> str:
    """Return where a link at `inside` points, if that is beside or below it; else nothing."""
    target = PurePosixPath((folder / inside).readlink())
    if target.is_absolute() or ".." in target.parts:
        return ""
    return str(PurePosixPath(inside).parent / target)


def _content(folder: Path, inside: str, name: str) -> bytes:
    try:
        file = open_beneath(folder, inside)
    except OSError as error:
        if error.errno != errno.ELOOP:
            raise
        target = _target(folder, inside)
        if not target:
            raise SubmissionError(
                f"{name} is a link that leads out of the submission: put the file itself there"
            ) from None
        file = open_beneath(folder, target)
    with file:
        size = os.fstat(file.fileno()).st_size
        if size > LARGEST_SOURCE:
            raise SubmissionError(f"{name} has {size / 1e6:.0f} MB: a Python file of at most 1 MB is graded")
        return file.read(size)


def _problem(content: bytes, name: str) -> str:
    if not content.strip():
        return f"{name} is empty: start again from the starter with 'cnn-exercises reset {name.removesuffix('.py')}'"
    if b"\0" in content:
        return f"{name} is not a text file"
    return ""


def read_source(folder: Path, file_name: str, inside: str = "") -> SourceFile:
    """Return the exercise file `file_name` of a student's folder; never raises for what is wrong with the file.

    `inside` is where below `folder` it lies, if that is elsewhere or under another name. Its path bears its exercise's
    name, where it says that it lies: its owner's code may read it there.
    """
    inside = inside or file_name
    above, _, name = inside.rpartition("/")
    path = Path(folder, above, file_name)
    try:
        content = _content(folder, inside, name)
    except SubmissionError as problem:
        return SourceFile(path, problem=str(problem))
    except FileNotFoundError:
        if (folder / inside).is_symlink():
            return SourceFile(path, problem=f"{name} is a link to nothing: put the file itself there")
        return SourceFile(path, problem=f"no file {file_name}", absent=True)
    except IsADirectoryError:
        return SourceFile(path, problem=f"{name} is a folder: it must be a Python file")
    except OSError as error:
        if error.errno in (errno.ENXIO, errno.ENODEV, errno.ELOOP):
            return SourceFile(path, problem=f"{name} is not a regular file: it must be a Python file")
        return SourceFile(path, problem=f"{name} cannot be read: {error.strerror}")
    return SourceFile(path, content, _problem(content, file_name))


def is_untouched(source: SourceFile, starter: str) -> bool:
    """Return whether the file does what the starter does: the same code, comments and blank lines aside."""
    if source.content.decode("utf-8", "replace").strip() == starter.strip():
        return True
    if ("NotImplementedError" in starter) > (_UNWRITTEN in source.content):
        return False
    tree = parsed(source.content)
    return tree is not None and ast.dump(tree) == ast.dump(ast.parse(starter))


def parsed(content: bytes) -> ast.Module | None:
    """Return the syntax tree of a student's file; None where it is no Python, or might keep this process busy.

    Read as UTF-8 whatever encoding the file declares: some take the square of its length.
    """
    if len(content) > LARGEST_PARSED:
        return None
    try:
        return ast.parse(content.decode("utf-8-sig"))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
