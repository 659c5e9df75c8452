"""Listens to one child until it is gone: answers, output, the clock, threads. Ends it from outside when it must.

Owns what may be believed of a stream of messages: their form, their order, their size. A missing or early end is a
status with a reason, never an exit code trusted. What is said on the control socket is ours: nobody writes there once a
student's code runs.
"""

from __future__ import annotations

import contextlib
import math
import os
import select
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator

from grader.core.results import Outcome, Status
from grader.sandbox import messages as said
from grader.sandbox.parent.bounds import Bounds
from grader.sandbox.parent.clock import WALL_FACTOR, Clock, resident, threads_of
from grader.sandbox.parent.jobs import Ended, Heard, Job, ProbeNews
from grader.sandbox.parent.last_word import ask_where
from grader.sandbox.parent.reading import Awaited, Frame, Frames, Printed, TooMuchError, death_of, fault
from grader.sandbox.wire import WireError

_START = 60.0
_CHUNK = 1 << 16
_AT_ONCE = 16
_NAPS = (0.01, 0.025)
"""Seconds between two looks at the pipes: waking per message slows the child. Its exit comes on the control socket."""
_PLENTY = 16 << 10
"""Bytes at one look after which the next comes soon: a full pipe keeps a child waiting."""
MOST_THREADS = 128
_MOST_NOTES = 8


class ServerDiedError(Exception):
    """The server went away with its child."""


class RefusedError(Exception):
    """The machine has no process left for a child just now."""


class _Stop(Exception):  # noqa: N818 - the end of listening, with its reason
    def __init__(self, status: Status | None, detail: str, load: Outcome | None = None) -> None:
        super().__init__(detail)
        self.status, self.detail, self.load = status, detail, load


class Listener:
    """One child, seen from the parent. Owns its descriptors, and uses up the bounds of its run."""

    def __init__(
        self,
        results: int,
        output: int,
        control: socket.socket,
        job: Job,
        cancelled: threading.Event | None,
        bounds: Bounds | None = None,
    ) -> None:
        self._results, self._output, self._control = results, output, control
        self._job, self._cancelled = job, cancelled
        self._bounds = bounds or Bounds.of(job.needs, job.seconds)
        self._frames = Frames(self._bounds)
        self._printed = Printed()
        self._read = 0
        self._awaited = Awaited(job.awaited)
        self._names: tuple[str, ...] = ()
        self._pidfd, self._pid = -1, 0
        self._told = b""
        self._locked = False
        self._loaded = False
        self._notes: list[str] = []
        self._line = 0
        self._finished: _Stop | None = None
        self._death: int | None = None
        self.when_dead: Callable[[], object] = lambda: None
        self.broken = ""  # else what of ours failed before the student's code began
        for one in (results, output, control.fileno()):
            os.set_blocking(one, False)
        self._told_something = select.poll()
        self._told_something.register(control, select.POLLIN)
        self._nap = _NAPS[0]
        self._clock = Clock(job.seconds, job.threads)
        self._started = self._begun = time.monotonic()
        self._deadline = self._begun + _START

    def listen(self) -> Iterator[Heard]:
        """Yield everything that the child says, then Ended. Raises ServerDiedError or RefusedError."""
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
        except WireError as error:
            end = _Stop(Status.CRASHED, f"sent something that is not a result ({error})")
        except TooMuchError:
            end = _Stop(Status.CRASHED, "returned more values, or larger arrays, than a run may send")
        self._kill()
        self._read_output()
        now = time.monotonic()
        self._bounds.seconds = max(0.0, self._bounds.seconds - self._clock.used(now))
        had_its_time = end.status is Status.TIMEOUT and not self._clock.cut_short
        share = 1.0 if had_its_time else self._clock.share()
        told = (self._printed.text(), now - self._started, end.load, self._loaded, killed, share)
        yield Ended(end.status, end.detail, *told, tuple(self._notes), self._line, self._outputs())

    def _outputs(self) -> tuple[str, ...]:
        return ()

    def _turn(self) -> Iterator[Heard]:
        left = self._deadline - time.monotonic()
        stop = self._reason_to_stop(left)
        if stop is not None:
            if stop.status is Status.TIMEOUT and self._locked:
                ask_where(self._pidfd, self._results)
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
        why = self._clock.look(self._pid, time.monotonic()) if self._pid else ""
        if why or left <= 0:
            self._clock.cut_short |= not why
            return _Stop(Status.TIMEOUT, f"{why or 'ended too slowly'} and was stopped")
        if self._cancelled is not None and self._cancelled.is_set():
            return _Stop(Status.TIMEOUT, "was cancelled")
        if self._job.devices and resident(self._pid) > self._job.memory:
            return _Stop(Status.MEMORY, f"used more than {self._job.memory >> 30} GiB of memory and was stopped")
        if threads_of(self._pid) > MOST_THREADS:
            return _Stop(Status.CRASHED, f"started more than {MOST_THREADS} threads and was stopped")
        return None

    # --- what the server says, and a child before it runs anything of a student's

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
            self._control_message(said.control_of(line))

    def _control_message(self, message: said.Control) -> None:
        match message:
            case said.Forked(pid=pid):
                self._pid = pid
                self._started = time.monotonic()
                self._clock.start(self._started)
                self._deadline = self._started + WALL_FACTOR * self._clock.quiet + 1.0
            case said.Locked():
                self._locked = True
            case said.Refused(error=error, again=again):
                if again:
                    raise RefusedError(error)
                self.broken = error
                raise _Stop(Status.CRASHED, f"the sandbox failed: {error}")
            case said.Exited(status=status):
                self._death = status
                self.when_dead()

    def _read_results(self) -> Iterator[Heard]:
        while True:
            try:
                data = os.read(self._results, _CHUNK)
            except BlockingIOError:
                return
            if not data:
                return
            self._read += len(data)
            for frame in self._frames.feed(data):
                heard = self._understand(frame)
                if heard is not None:
                    yield heard

    def _understand(self, frame: Frame) -> Heard | None:
        if self._loaded and (answer := self._awaited.answered_before(frame, self._job.known)):
            return answer
        message = frame.message()
        if self._finished is not None:
            raise WireError("a message after the end")
        if isinstance(message, said.Forbidden):
            raise _Stop(Status.FORBIDDEN, message.name)
        if isinstance(message, said.Note | said.Where):
            self._aside(message)
            return None
        if not self._loaded:
            self._loading(message)
            return None
        answer = self._awaited.answer(message, frame, self._names)
        if answer is not None:
            return answer
        match message:
            case said.News():
                return self._report(message)
            case said.End():
                if self._awaited:
                    raise WireError("an end before every call was answered")
                self._finish()
                return None
        raise WireError("loaded twice")

    def _aside(self, message: said.Note | said.Where) -> None:
        if isinstance(message, said.Where):
            self._line = message.line
        elif len(self._notes) < _MOST_NOTES:
            self._notes.append(message.text)

    def _loading(self, message: said.Answer) -> None:
        if isinstance(message, said.Loaded):
            self._names = message.names
            self._loaded = True
        elif isinstance(message, said.NotLoaded):
            outcome = fault(message.error, todo=message.todo)
            self._finished = _Stop(outcome.status, "", outcome)
        else:
            raise WireError("a message before the file was loaded")

    def _report(self, news: said.News) -> ProbeNews:
        self._bounds.news -= 1
        if self._bounds.news < 0:
            raise WireError("too many reports")
        if not math.isfinite(news.fraction):
            raise WireError("not a fraction")
        shown = news.loss if news.loss is not None and math.isfinite(news.loss) else None
        return ProbeNews(min(news.fraction, 1.0), news.text, shown)

    def _finish(self) -> None:
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
            self._printed.take(data, self._bounds)

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
