"""Listens to a child that runs several files, one after the other: which of them answered everything.

Owns in what order such a child may speak. What a file prints is read at the end alone: the child looks at what waits in
the pipe to tell which file it was.
"""

from __future__ import annotations

import socket
import threading

from grader.sandbox import messages as said
from grader.sandbox.parent.bounds import Bounds
from grader.sandbox.parent.jobs import Heard, Job, PartEnded
from grader.sandbox.parent.listener import Listener
from grader.sandbox.parent.reading import Awaited, Frame
from grader.sandbox.wire import WireError


class PartsListener(Listener):
    """One child with several files, seen from the parent."""

    def __init__(
        self,
        results: int,
        output: int,
        control: socket.socket,
        job: Job,
        cancelled: threading.Event | None,
        bounds: Bounds | None = None,
    ) -> None:
        super().__init__(results, output, control, job, cancelled, bounds)
        self._part = 0
        self._is_open = False
        """Whether the part's file has been loaded, or was tried."""
        self._counts: list[int] = []

    def _outputs(self) -> tuple[str, ...]:
        return self._printed.parts(self._counts)

    def _understand(self, frame: Frame) -> Heard | None:
        if self._is_open and (answer := self._awaited.answered_before(frame, self._job.parts[self._part].known)):
            return answer
        message = frame.message()
        if self._finished is not None:
            raise WireError("a message after the end")
        if isinstance(message, said.Through):
            return self._next(message)
        if not self._is_open:
            self._begin(message)
            return None
        answer = self._awaited.answer(message, frame, self._names)
        if answer is None:
            raise WireError("nothing that a file of several may say")
        return answer

    def _begin(self, message: said.Answer) -> None:
        if not isinstance(message, said.Loaded | said.NotLoaded):
            raise WireError("a message before the file was loaded")
        self._is_open = True
        self._awaited = Awaited(self._job.parts[self._part].numbers)
        self._names = message.names if isinstance(message, said.Loaded) else ()

    def _next(self, message: said.Through) -> PartEnded:
        ended, is_whole = self._part, message.run and self._is_open and not self._awaited
        self._part += 1
        self._is_open = False
        self._counts.append(message.printed)
        if self._part == len(self._job.parts):
            self._loaded = True
            self._finish()
        return PartEnded(ended, is_whole)

    def _read_output(self) -> None:
        if self._death is not None:
            super()._read_output()
