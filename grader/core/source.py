"""Reads one student's file with care (links, devices, sizes, encodings) and says what is wrong with it."""

from __future__ import annotations

import ast
import errno
import hashlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path

from grader.core.errors import UserError

LARGEST_SOURCE = 1 << 20
"""Bytes; a student's file is a few kilobytes."""
LARGEST_PARSED = 1 << 17
"""Bytes that this process parses itself: a megabyte of brackets takes it seconds."""


_UNWRITTEN = b"NotImplementedError"
"""What a starter raises: most files are told from it without parsing them."""


class SubmissionError(UserError):
    """A folder that cannot be graded: one line that says what is wrong and what to do."""


@dataclass(frozen=True)
class SourceFile:
    """One student's file for one exercise: its bytes, or the one line that says why there are none.

    `absent` is a file that is not there (status missing); any other `problem` is an error.
    """

    path: Path
    content: bytes = b""
    problem: str = ""
    absent: bool = False

    @property
    def digest(self) -> str:
        """SHA-256 of the content (or of the problem), the key of an unchanged file."""
        return hashlib.sha256(self.content or self.problem.encode()).hexdigest()


def _inside(path: Path, folder: Path) -> bool:
    try:
        return path.resolve(strict=True).is_relative_to(folder.resolve(strict=True))
    except RuntimeError:  # a link to itself, before Python 3.13
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP)) from None


def _content(path: Path, folder: Path) -> bytes:
    if path.is_symlink() and not _inside(path, folder):
        raise SubmissionError(f"{path.name} is a link that leads out of the submission: put the file itself there")
    # O_NONBLOCK: opening a FIFO must not wait for a writer
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY)
    with os.fdopen(descriptor, "rb") as file:
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode):
            kind = "a folder" if stat.S_ISDIR(status.st_mode) else "not a regular file"
            raise SubmissionError(f"{path.name} is {kind}: it must be a Python file")
        if status.st_size > LARGEST_SOURCE:
            raise SubmissionError(
                f"{path.name} has {status.st_size / 1e6:.0f} MB: a Python file of at most 1 MB is graded"
            )
        return file.read(LARGEST_SOURCE + 1)[:LARGEST_SOURCE]


def _problem(content: bytes, name: str) -> str:
    if not content.strip():
        return f"{name} is empty: start again from the starter with 'cnn-exercises reset {name.removesuffix('.py')}'"
    if b"\0" in content:
        return f"{name} is not a text file"
    return ""


def read_source(folder: Path, file_name: str) -> SourceFile:
    """The file called `file_name` in a student's folder; never raises for what is wrong with the file."""
    path = folder / file_name
    try:
        content = _content(path, folder)
    except SubmissionError as problem:
        return SourceFile(path, problem=str(problem))
    except FileNotFoundError:
        if path.is_symlink():
            return SourceFile(path, problem=f"{file_name} is a link to nothing: put the file itself there")
        return SourceFile(path, problem=f"no file {file_name}", absent=True)
    except OSError as error:
        if path.is_dir():
            return SourceFile(path, problem=f"{file_name} is a folder: it must be a Python file")
        if error.errno in (errno.ENXIO, errno.ENODEV, errno.ELOOP):
            return SourceFile(path, problem=f"{file_name} is not a regular file: it must be a Python file")
        return SourceFile(path, problem=f"{file_name} cannot be read: {error.strerror}")
    return SourceFile(path, content, _problem(content, file_name))


def is_untouched(source: SourceFile, starter: str) -> bool:
    """Whether the file does what the starter does: the same code, comments and blank lines aside."""
    if source.content.decode("utf-8", "replace").strip() == starter.strip():
        return True
    if len(source.content) > LARGEST_PARSED or ("NotImplementedError" in starter) > (_UNWRITTEN in source.content):
        return False
    try:
        return ast.dump(ast.parse(source.content)) == ast.dump(ast.parse(starter))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
