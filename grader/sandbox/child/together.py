"""Runs several files of one student in one child, one after the other, each as a module of its own.

All files are looked at before any of them runs: only plain ones do, which can reach nothing that the next one finds
(`plain`). Their classes' own names are changed first (`own_names`), and memory that they would find unset is filled
(`unset_memory`). Between two of them the process is looked at too (`untouched`). A file that is not plain is left to a
child of its own; so is one that changed anything, with all that would follow it.
"""

from __future__ import annotations

import array
import fcntl
import gc
import sys
import termios
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from grader.sandbox import messages as said
from grader.sandbox.child import plain, runner
from grader.sandbox.child.untouched import Watched, forget


@dataclass(frozen=True)
class File:
    """One file: where it is, its bytes, and the seed, the numbers and the calls that it answers."""

    path: str
    source: bytes
    part: said.Part
    calls: Sequence[Any]


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
        looked_at = [plain.look_at(file.source, file.path, number) for number, file in enumerate(self._files)]
        watched = Watched()
        for file, found in zip(self._files, looked_at, strict=True):
            before = _printed()
            if found is not None:
                self._runner(file).answer(found)  # as deep in Python as in a child of its own
                self._tidy(file)
            printed = _printed() - before
            if found is not None and not watched.is_untouched():
                return
            self._channel.send(said.Through(found is not None, printed))

    def _runner(self, file: File) -> runner.Runner:
        job, part = self._job, file.part
        settings = said.JobSettings((), part.seed, job.seconds, job.memory, job.threads, part.numbers, ())
        texts = runner.Texts(b"", ((file.path, file.source),))
        made = runner.Runner(settings, texts, file.calls, self._known, self._channel)
        made.reseed()
        return made

    def _tidy(self, file: File) -> None:
        runner.unload(file.path)
        gc.collect()  # what a generator still has to do, it does now
        forget()
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
