"""Listens to one child until it is gone: results, output, the wall clock. Ends it from outside when it must.

Owns what may be believed of a stream of messages: their form, their order, their size. A missing or early end is a
status with a reason, never an exit code trusted.
"""

from __future__ import annotations

import contextlib
import json
import math
import os
import select
import signal
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from grader.core.results import Outcome, Status
from grader.sandbox import wire
from grader.sandbox.parent.jobs import Answer, Ended, Heard, Job, Report
from grader.sandbox.parent.reading import death_of, names_of, outcome_of, text_of

KEPT_OUTPUT = 64 << 10
_START = 60.0
_CHUNK = 1 << 16
_AT_ONCE = 16
_NAPS = (0.004, 0.025)
"""Seconds between two looks at the pipes, at first and at most: a child that wakes its listener with each of its many
small messages pays for it twice, and its end is told at once anyway."""
_MOST_REPORTS = 5000
_PLENTY = 16 << 10
"""Bytes at one look after which the next comes soon: a full pipe keeps a child waiting."""


class ServerDiedError(Exception):
    """The server went away with its child."""


class _Stop(Exception):  # noqa: N818 - the end of listening, with its reason
    def __init__(self, status: Status | None, detail: str, load: Outcome | None = None) -> None:
        super().__init__(detail)
        self.status, self.detail, self.load = status, detail, load


class Listener:
    """One run, seen from the parent. Owns its descriptors."""

    def __init__(
        self, results: int, output: int, control: socket.socket, job: Job, cancelled: threading.Event | None
    ) -> None:
        self._results, self._output, self._control = results, output, control
        self._job, self._cancelled = job, cancelled
        self._frames = wire.FrameReader()
        self._text = bytearray()
        self._dropped = self._read = 0
        self._awaited = list(job.awaited)
        self._reports = 0
        self._names: tuple[str, ...] = ()
        self._pidfd = -1
        self._pid = 0
        self._told = b""
        self._locked = False
        self._loaded = False
        self._finished: _Stop | None = None
        self._death: int | None = None
        self.broken = ""
        """What of ours failed before the student's code began; empty where nothing did."""
        for descriptor in (results, output, control.fileno()):
            os.set_blocking(descriptor, False)
        self._told_something = select.poll()
        self._told_something.register(control, select.POLLIN)
        self._nap = _NAPS[0]
        self._started = self._begun = time.monotonic()
        self._deadline = self._begun + _START

    def listen(self) -> Iterator[Heard]:
        """Everything that the child says, then Ended. Raises ServerDiedError."""
        killed = False
        try:
            while self._death is None:
                yield from self._turn()
            yield from self._read_results()
            self._read_output()
            end = self._finished or _Stop(*death_of(self._death))
            killed = self._finished is None and os.waitstatus_to_exitcode(self._death) == -signal.SIGKILL
            if not self._locked and not killed:
                self.broken = "a child ended before it was confined"
        except _Stop as stop:
            end = stop
        except wire.WireError as error:
            end = _Stop(Status.CRASHED, f"sent something that is not a result ({error})")
        self._kill()
        self._read_output()
        seconds = time.monotonic() - self._started
        yield Ended(end.status, end.detail, self._printed(), seconds, end.load, self._loaded, killed)

    def _turn(self) -> Iterator[Heard]:
        left = self._deadline - time.monotonic()
        stop = self._reason_to_stop(left)
        if stop is not None:
            yield from self._read_results()  # what was earned before counts
            raise stop
        if self._told_something.poll(1000 * min(left, self._nap)):
            self._read_control()
            return
        before = self._read
        yield from self._read_results()
        self._read_output()
        is_busy = self._read - before > _PLENTY
        self._nap = _NAPS[0] if is_busy else min(2 * self._nap, _NAPS[1])

    def _reason_to_stop(self, left: float) -> _Stop | None:
        if left <= 0:
            return _Stop(Status.TIMEOUT, f"ran longer than {self._job.seconds:g} s and was stopped")
        if self._cancelled is not None and self._cancelled.is_set():
            return _Stop(Status.TIMEOUT, "was cancelled")
        if self._uses_too_much():
            return _Stop(Status.MEMORY, f"used more than {self._job.memory >> 30} GiB of memory and was stopped")
        return None

    def _uses_too_much(self) -> bool:
        """A GPU's driver reserves terabytes of addresses, so there what is really in use is watched instead."""
        if not self._job.devices or not self._pid:
            return False
        with contextlib.suppress(OSError, IndexError):
            pages = int(Path(f"/proc/{self._pid}/statm").read_bytes().split()[1])
            return pages * os.sysconf("SC_PAGE_SIZE") > self._job.memory
        return False

    def _read_control(self) -> None:
        try:
            data, descriptors, _, _ = socket.recv_fds(self._control, 4096, 1)
        except BlockingIOError:
            return
        except OSError:
            data, descriptors = b"", []
        if descriptors:
            self._pidfd = descriptors[0]
        if not data:
            raise ServerDiedError
        self._told += data
        *lines, self._told = self._told.split(b"\n")
        for line in lines:
            self._control_message(json.loads(line))

    def _control_message(self, message: dict[str, Any]) -> None:
        if "pid" in message:
            self._pid = int(message["pid"])
            self._started = time.monotonic()
            self._deadline = self._started + self._job.seconds
        elif "error" in message:
            self.broken = str(message["error"])
            raise _Stop(Status.CRASHED, f"the sandbox failed: {self.broken}")
        else:
            self._death = int(message["status"])

    def _read_results(self) -> Iterator[Heard]:
        while True:
            try:
                data = os.read(self._results, _CHUNK)
            except BlockingIOError:
                return
            if not data:
                return
            self._read += len(data)
            for message, values in self._frames.feed(data):
                heard = self._understand(message, values)
                if heard is not None:
                    yield heard

    def _understand(self, message: dict[str, Any], values: Any) -> Heard | None:
        kind = message.get("kind")
        if self._finished is not None:
            raise wire.WireError("a message after the end")
        if not self._locked:
            self._first(kind, message)
            return None
        if kind == "forbidden":
            raise _Stop(Status.FORBIDDEN, text_of(message.get("name"), 100))
        if not self._loaded:
            self._loading(kind, message, values)
        elif kind == "case":
            return self._answer(message, values)
        elif kind == "progress":
            return self._report(message)
        elif kind == "end":
            self._end()
        else:
            raise wire.WireError("an unknown message")
        return None

    def _loading(self, kind: Any, message: dict[str, Any], values: Any) -> None:
        if kind == "loaded":
            self._names = names_of(message.get("names"))
            self._loaded = True
        elif kind in ("failed", "todo"):
            outcome = outcome_of({**message, "outcome": "todo" if kind == "todo" else "raised"}, values, self._names)
            self._finished = _Stop(outcome.status, "", outcome)
        else:
            raise wire.WireError("a message before the file was loaded")

    def _first(self, kind: Any, message: dict[str, Any]) -> None:
        if kind == "locked":
            self._locked = True
            return
        # sent before any of a student's code ran, so it is ours
        self.broken = text_of(message.get("message"), 500) or "the child could not start"
        raise _Stop(Status.CRASHED, f"the sandbox failed: {self.broken}")

    def _answer(self, message: dict[str, Any], values: Any) -> Answer:
        index = message.get("index")
        if type(index) is not int or not self._awaited or index != self._awaited[0]:
            raise wire.WireError("an answer that was not asked for")
        del self._awaited[0]
        return Answer(index, outcome_of(message, values, self._names))

    def _report(self, message: dict[str, Any]) -> Report:
        fraction, loss = message.get("fraction"), message.get("loss")
        if not isinstance(fraction, int | float) or not 0 <= fraction <= 1.001:
            raise wire.WireError("not a fraction")
        self._reports += 1
        if self._reports > _MOST_REPORTS:
            raise wire.WireError("too many reports")
        shown = loss if isinstance(loss, float) and math.isfinite(loss) else None
        return Report(min(float(fraction), 1.0), text_of(message.get("text"), 200), shown)

    def _end(self) -> None:
        if self._awaited:
            raise wire.WireError("an end before every call was answered")
        self._finished = _Stop(None, "")
        self._deadline = min(self._deadline, time.monotonic() + 2.0)

    def _read_output(self) -> None:
        for _ in range(_AT_ONCE):  # a flood must not keep the clock and the results waiting
            try:
                data = os.read(self._output, _CHUNK)
            except BlockingIOError:
                return
            if not data:
                return
            self._read += len(data)
            room = max(0, KEPT_OUTPUT - len(self._text))
            self._text += data[:room]
            self._dropped += max(0, len(data) - room)

    def _printed(self) -> str:
        cut = f"\n... ({self._dropped:,} more bytes were printed)" if self._dropped else ""
        return self._text.decode("utf-8", "replace") + cut

    def _kill(self) -> None:
        if self._death is not None:
            return
        with contextlib.suppress(OSError):
            if self._pidfd >= 0:
                signal.pidfd_send_signal(self._pidfd, signal.SIGKILL)
        self._await_death()

    def _await_death(self) -> None:
        """Until the server says that the child is gone: nothing is left behind when a run ends."""
        self._control.setblocking(True)
        self._control.settimeout(5.0)
        if self._pidfd < 0:
            self._control.shutdown(socket.SHUT_WR)  # without pidfds the server kills
        with contextlib.suppress(OSError, ServerDiedError):
            while self._death is None:
                self._read_control()

    def close(self) -> None:
        """Let go of every descriptor. A child that still lives is killed, by the server too, should it not be dead."""
        if self._death is None and self._pidfd >= 0:
            with contextlib.suppress(OSError):
                signal.pidfd_send_signal(self._pidfd, signal.SIGKILL)
        self._control.close()
        for descriptor in (self._results, self._output, self._pidfd):
            if descriptor >= 0:
                os.close(descriptor)
