"""Runs several files of one student in one child, one after the other, each as a module of its own.

All files are looked at before any of them runs: only plain ones do, which can reach nothing that the next one finds
(`plain`). Between two of them the process is looked at too (`untouched`). A file that is not plain is left to a child
of its own; so is one that changed anything, with all that would follow it.
"""

from __future__ import annotations

import array
import ast
import fcntl
import sys
import termios
from collections.abc import Sequence
from dataclasses import dataclass
from types import CodeType
from typing import Any

from grader.sandbox import messages as said
from grader.sandbox.child import plain, runner
from grader.sandbox.child.untouched import watched


@dataclass(frozen=True)
class File:
    """One file: where it is, its bytes, and the seed, the numbers and the calls that it answers."""

    path: str
    source: bytes
    part: said.Part
    calls: Sequence[Any]


def _code(file: File) -> CodeType | None:
    """Return the code of a plain file; None for any other."""
    if len(file.source) > plain.LARGEST:
        return None
    try:
        tree = compile(file.source, file.path, "exec", ast.PyCF_ONLY_AST, dont_inherit=True)
        assert isinstance(tree, ast.Module)
        return compile(tree, file.path, "exec", dont_inherit=True) if plain.is_plain(tree) else None
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _printed() -> int:
    """Count the bytes that wait in standard output: the parent reads them at the end alone."""
    waiting = array.array("i", [0])
    fcntl.ioctl(1, termios.FIONREAD, waiting)
    return waiting[0]


class Together:
    """Makes the calls of several files."""

    def __init__(
        self, job: said.JobSettings, files: Sequence[File], known: frozenset[str], channel: runner.Channel
    ) -> None:
        self._job, self._files, self._known, self._channel = job, files, known, channel

    def run(self) -> None:
        """Run each plain file, as long as they leave the process as it was."""
        codes = [_code(file) for file in self._files]
        is_untouched = watched()
        for file, code in zip(self._files, codes, strict=True):
            before = _printed()
            if code is not None:
                self._run(file, code)
            printed = _printed() - before
            if code is not None and not is_untouched(printed=bool(printed)):
                return
            self._channel.send(said.Through(code is not None, printed))

    def _run(self, file: File, code: CodeType) -> None:
        job, part = self._job, file.part
        settings = said.JobSettings((), part.seed, job.seconds, job.memory, job.threads, part.numbers, ())
        texts = runner.Texts(b"", ((file.path, file.source),))
        made = runner.Runner(settings, texts, file.calls, self._known, self._channel)
        made.reseed()
        made.answer(code)
        runner.unload(file.path)
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
