"""Serves forks: imports once and runs nothing itself. Started as `python -I -m grader.sandbox.child.server`.

One thread. It takes requests on descriptor 0 (a socket): each brings four descriptors (the job, the results pipe, the
output pipe, a control socket) and gets a fork. On the control socket it tells the child's pid (with a pidfd) and how
the child ended; when the parent closes that socket, the child is killed. When the parent is gone, so is everything.

What is the same for each child is made here, before the fork: locks, streams, and the calls of a plan that the parent
says it will ask for again. A student's file and what a student's code returned are never read here.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import importlib
import os
import select
import signal
import socket
import sys
from dataclasses import dataclass
from typing import Any

from grader.sandbox import messages as said
from grader.sandbox.child import confine, imports, large_pages, rehearsal, runner, start
from grader.sandbox.child.stand_ins import lock_between_threads
from grader.sandbox.process import fork, protect_memory

wait = os.waitpid
_IDLE = 50
"""Milliseconds without a request or a child after which a piece of memory is moved."""
_MANY = 60
"""Children after which it is moved at once: all of it costs about what so many of them save."""


@dataclass
class _Run:
    pid: int
    control: socket.socket


def _import(names: list[str]) -> str:
    """Import each module; the error's text where one fails."""
    try:
        for name in names:
            importlib.import_module(name)
    except Exception as error:  # a half-working install raises all kinds
        return f"{type(error).__name__}: {error}"[:500]
    return ""


def _threads() -> int:
    return len(os.listdir("/proc/self/task")) if sys.platform == "linux" else 1


class Server:
    """The loop: requests in, forks out, the dead reported."""

    def __init__(self, requests: socket.socket, locks: confine.Locks, known: frozenset[str]) -> None:
        self._requests, self._locks, self._known = requests, locks, known
        self._runs: dict[int, _Run] = {}
        self._kept: dict[str, list[Any]] = {}
        self._controls: dict[int, _Run] = {}
        self._poll = select.poll()
        self._woken, self._waker = os.pipe()
        self._tried: set[str] = set()
        """What was imported ahead, or could not be."""
        self._small: list[int] = []
        """Where memory lies that is still in small pages."""
        self._forks = 0

    def serve(self, error: str) -> None:
        """Say ready, then work until the parent is gone."""
        os.set_blocking(self._woken, False)
        os.set_blocking(self._waker, False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(self._waker, warn_on_full_buffer=False)
        self._poll.register(self._requests, select.POLLIN)
        self._poll.register(self._woken, select.POLLIN)
        if _threads() != 1:
            error = error or "the server has more than one thread: it cannot fork safely"
        self._requests.send(said.line(said.Ready(error, self._locks.layers)))
        protect_memory()
        confine.adopt_orphans()
        self._hidden = imports.hide_modules(self._known)
        gc.freeze()  # a rehearsal collects what it leaves, and need not look through all that was imported
        if "torch" not in sys.modules or sys.platform == "linux":  # elsewhere torch may start threads of the system's
            rehearsal.rehearse(self._known)
            gc.collect()
        self._settle()
        gc.enable()
        while self._step():
            pass
        for run in self._runs.values():
            _kill(run.pid)

    def _step(self) -> bool:
        has_time = self._small and (not self._runs or self._forks > _MANY)
        found = self._poll.poll((0 if self._forks > _MANY else _IDLE) if has_time else None)
        if not found and self._small:
            large_pages.collapse(self._small.pop())
        for descriptor, _ in found:
            if descriptor in self._controls:
                self._forsaken(self._controls[descriptor])
            elif descriptor == self._woken:
                with contextlib.suppress(BlockingIOError):
                    os.read(self._woken, 4096)
            elif not self._take():
                return False
        self._reap()
        return True

    def _take(self) -> bool:
        try:
            request, descriptors, _, _ = socket.recv_fds(self._requests, 65536, 4)
        except OSError:
            return False
        if not request:
            return False
        self._answer(said.request_of(request), descriptors)
        for descriptor in descriptors[: start.CONTROL]:
            os.close(descriptor)
        return True

    def _answer(self, request: said.Request, descriptors: list[int]) -> None:
        control = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM, 0, descriptors[start.CONTROL])
        error, again = self._import_late(request), False
        if not error:
            try:
                self._fork(request, descriptors, control)
            except OSError as refused:  # no memory or no process left: this run fails, the others go on
                error, again = f"{type(refused).__name__}: {refused}", refused.errno in start.SCARCE
        if error:
            with contextlib.suppress(OSError):
                control.send(said.line(said.Refused(error, again)))
            control.close()

    def _import_late(self, request: said.Request) -> str:
        """Import what only some jobs need; the error's text where that fails which must be there."""
        needed = [name for name in request.imports if name not in sys.modules]
        ahead = [name for name in request.ahead if name not in self._tried]
        self._tried.update(ahead)
        error = _import(needed)
        for name in ahead:
            _import([name])
        if needed or ahead:
            self._settle()
        return error

    def _settle(self) -> None:
        """Take what was imported out of every collection, which in a child would copy its pages; look where it lies."""
        gc.freeze()
        if "torch" in sys.modules:  # NumPy's server is so small that large pages make no difference
            self._small = list(large_pages.pieces())

    def _kept_calls(self, request: said.Request, job: int) -> list[Any] | None:
        """Return a plan's calls, read once for all who are asked to answer them; None where they are this run's alone.

        Those of each part, where there are parts.
        """
        for name in request.forget:
            self._kept.pop(name, None)
        at = sum(request.texts)
        for part in request.parts:
            if part.size:
                self._keep(part.calls, start.calls_of(job, at, part.size))
                at += part.size
        if request.parts:
            return [self._kept[part.calls] for part in request.parts]
        name = request.calls
        if name and name not in self._kept:
            self._keep(name, start.calls_of(job, at))
        return self._kept.get(name)

    def _keep(self, name: str, calls: list[Any]) -> None:
        self._kept[name] = calls
        gc.freeze()  # a collection in a child would copy the pages of what it looks through

    def _fork(self, request: said.Request, descriptors: list[int], control: socket.socket) -> None:
        calls, in_use = self._kept_calls(request, descriptors[start.JOB]), confine.address_space()
        _ready_probe(request, descriptors[start.JOB])
        pid = fork()
        if pid == 0:
            start.become_child(descriptors, request, calls, self._locks, self._known, in_use)
        self._forks += 1
        self._runs[pid] = _Run(pid, control)
        self._controls[control.fileno()] = self._runs[pid]
        self._poll.register(control, select.POLLIN)
        with contextlib.suppress(OSError):  # the parent may have given up on it: then its end of the socket tells
            _announce(pid, control)

    def _forsaken(self, run: _Run) -> None:
        """End a run whose control socket the parent closed: nobody waits for it any more."""
        with contextlib.suppress(OSError):
            if run.control.recv(16):
                return
        _kill(run.pid)
        self._no_longer_hear(run)

    def _no_longer_hear(self, run: _Run) -> None:
        if self._controls.pop(run.control.fileno(), None) is not None:
            self._poll.unregister(run.control)

    def _reap(self) -> None:
        while True:
            try:
                pid, status = wait(-1, os.WNOHANG)
            except ChildProcessError:
                break
            if pid == 0:
                break
            self._ended(pid, status)
        self._kill_orphans()

    def _ended(self, pid: int, status: int) -> None:
        run = self._runs.pop(pid, None)
        if run is None:
            return
        self._kill_orphans()
        with contextlib.suppress(OSError):
            run.control.send(said.line(said.Exited(status)))
        self._no_longer_hear(run)
        run.control.close()

    def _kill_orphans(self) -> None:
        """Kill what a student's code left behind where seccomp is missing: it can fork there,
        and its children come to us.
        """
        if self._locks.layers.seccomp or sys.platform != "linux":
            return
        for pid in _children():
            if pid not in self._runs:
                _kill(pid)


def _ready_probe(request: said.Request, job: int) -> None:
    """Compile a probe, which lies at the head of a job. A child says what is wrong where that fails."""
    with contextlib.suppress(SyntaxError, ValueError):
        runner.probe_code(os.pread(job, request.texts[0], 0) if request.texts else b"")


def _announce(pid: int, control: socket.socket) -> None:
    message = said.line(said.Forked(pid))
    if hasattr(os, "pidfd_open"):
        pidfd = os.pidfd_open(pid)
        try:
            socket.send_fds(control, [message], [pidfd])
        finally:
            os.close(pidfd)
    else:
        control.send(message)


def _children() -> list[int]:
    with open(f"/proc/self/task/{os.getpid()}/children", encoding="ascii") as file:
        return [int(pid) for pid in file.read().split()]


def _kill(pid: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def main(arguments: list[str] | None = None) -> None:
    """Import what `--imports` names, then serve on descriptor 0."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--imports", nargs="*", default=[])
    parser.add_argument("--packages", nargs="*", default=[])
    parser.add_argument("--without", nargs="*", default=[])
    parser.add_argument("--allowed", nargs="*", default=[])
    options: Any = parser.parse_args(arguments)
    requests = socket.socket(fileno=os.dup(0))
    os.set_inheritable(requests.fileno(), False)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(said.WHERE, runner.answer_where)
    runner.open_streams()
    gc.disable()  # what is imported stays: looking for garbage in it takes a tenth of the import
    error = _import(options.imports)
    lock_between_threads()
    locks = confine.prepare(options.packages, options.without)
    Server(requests, locks, imports.known_modules(options.allowed)).serve(error)
    os._exit(0)  # nothing to tidy up, and torch takes half a second over it


if __name__ == "__main__":
    main()
