"""The warm server: imports once, runs nothing, only forks. Started as `python -I -m grader.sandbox.server`.

One thread. It takes requests on descriptor 0 (a socket): each brings four descriptors (the job, the results pipe, the
output pipe, a control socket) and gets a fork. On the control socket it tells the child's pid (with a pidfd) and how
the child ended; when the parent closes that socket, the child is killed. When the parent is gone, so is everything.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import importlib
import json
import os
import selectors
import signal
import socket
import sys
from dataclasses import asdict, dataclass
from typing import Any

from grader.sandbox import child, confine, imports, landlock, seccomp, wire

JOB, RESULTS, OUTPUT, CONTROL = range(4)
_CHILD_RESULTS = 3
_exit, _kill_self = os._exit, os.kill  # a student's code may put others in their place


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

    def __init__(self, requests: socket.socket, packages: list[str], without: list[str]) -> None:
        self._requests = requests
        self._runs: dict[int, _Run] = {}
        self._readable = confine.readable_paths(packages)
        self._layers = confine.find_layers(without)
        seccomp.prepare(refuse_writes=False)
        landlock.prepare(self._readable)
        self._selector = selectors.DefaultSelector()
        self._woken, self._waker = os.pipe()

    def serve(self, error: str) -> None:
        """Say ready, then work until the parent is gone."""
        os.set_blocking(self._woken, False)
        os.set_blocking(self._waker, False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(self._waker, warn_on_full_buffer=False)
        self._selector.register(self._requests, selectors.EVENT_READ)
        self._selector.register(self._woken, selectors.EVENT_READ)
        if _threads() != 1:
            error = error or "the server has more than one thread: it cannot fork safely"
        ready = {"ready": not error, "error": error, "layers": asdict(self._layers)}
        self._requests.send(json.dumps(ready).encode())
        confine.protect_memory()
        confine.adopt_orphans()
        imports.note_modules()
        gc.collect()
        gc.freeze()
        while self._step():
            pass
        for run in self._runs.values():
            _kill(run.pid)

    def _step(self) -> bool:
        for key, _ in self._selector.select():
            if key.fileobj is self._requests:
                if not self._take():
                    return False
            elif key.fileobj == self._woken:
                with contextlib.suppress(BlockingIOError):
                    os.read(self._woken, 4096)
            else:
                self._forsaken(key.data)
        self._reap()
        return True

    def _take(self) -> bool:
        try:
            request, descriptors, _, _ = socket.recv_fds(self._requests, 65536, 4)
        except OSError:
            return False
        if not request:
            return False
        wanted = json.loads(request)
        control = socket.socket(fileno=descriptors[CONTROL])
        error = _import([name for name in wanted["imports"] if name not in sys.modules])
        try:
            if not error:
                self._fork(descriptors, control)
        except OSError as refused:  # no memory or no process left: this run fails, the others go on
            error = f"{type(refused).__name__}: {refused}"
        if error:
            with contextlib.suppress(OSError):
                control.send(json.dumps({"error": error}).encode() + b"\n")
            control.close()
        for descriptor in descriptors[:CONTROL]:
            os.close(descriptor)
        return True

    def _fork(self, descriptors: list[int], control: socket.socket) -> None:
        pid = os.fork()
        if pid == 0:
            _become_child(descriptors, self._readable, self._layers)
        self._runs[pid] = _Run(pid, control)
        self._selector.register(control, selectors.EVENT_READ, self._runs[pid])
        with contextlib.suppress(OSError):  # the parent may have given up on it: then its end of the socket tells
            _announce(pid, control)

    def _forsaken(self, run: _Run) -> None:
        """The parent closed a run's control socket: nobody waits for it any more."""
        with contextlib.suppress(OSError):
            if run.control.recv(16):
                return
        _kill(run.pid)
        self._selector.unregister(run.control)

    def _reap(self) -> None:
        while True:
            try:
                pid, status, usage = os.wait4(-1, os.WNOHANG)
            except ChildProcessError:
                break
            if pid == 0:
                break
            self._ended(pid, status, usage.ru_maxrss)
        self._kill_orphans()

    def _ended(self, pid: int, status: int, peak: int) -> None:
        run = self._runs.pop(pid, None)
        if run is None:
            return
        self._kill_orphans()
        with contextlib.suppress(OSError):
            run.control.send(json.dumps({"status": status, "peak_kib": peak}).encode() + b"\n")
        with contextlib.suppress(KeyError):
            self._selector.unregister(run.control)
        run.control.close()

    def _kill_orphans(self) -> None:
        """Where seccomp is missing a student's code can fork; what it leaves behind comes to us, and dies."""
        if self._layers.seccomp or sys.platform != "linux":
            return
        for pid in _children():
            if pid not in self._runs:
                _kill(pid)


def _announce(pid: int, control: socket.socket) -> None:
    message = json.dumps({"pid": pid}).encode() + b"\n"
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


def _read_all(descriptor: int) -> bytes:
    with os.fdopen(os.dup(descriptor), "rb") as file:
        file.seek(0)
        return file.read()


def _become_child(descriptors: list[int], readable: tuple[str, ...], layers: confine.Layers) -> None:
    """In the fork: never returns."""
    try:
        signal.set_wakeup_fd(-1)
        frames = list(wire.FrameReader(largest=1 << 40, largest_tree=1 << 30).feed(_read_all(descriptors[JOB])))
        job, calls = frames[0][0], [call for _, call in frames[1:]]
        child.redirect(descriptors[OUTPUT])
        os.dup2(descriptors[RESULTS], _CHILD_RESULTS)
        os.closerange(_CHILD_RESULTS + 1, min(os.sysconf("SC_OPEN_MAX"), 1 << 16))
        files = tuple((path, source.encode("latin-1")) for path, source in job["modules"])
        cell = confine.Cell(
            own_files=files,
            readable=readable,
            seconds=job["seconds"],
            memory=job["memory"],
            threads=job["threads"],
            devices=tuple(job["devices"]),
        )
        confine.lock(cell, layers)
        child.start_threads(job["threads"])
        channel = child.Channel(_CHILD_RESULTS)
        channel.send({"kind": "locked"})
        child.Runner(job, calls, channel).run()
    except BaseException as error:
        _tell(error)
    finally:
        _flush()
        _exit(0)
        while True:
            _kill_self(os.getpid(), signal.SIGKILL)


def _flush() -> None:
    """Let out what a file wrote past `print`."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(BaseException):
            stream.flush()


def _tell(error: BaseException) -> None:
    with contextlib.suppress(BaseException):
        channel = child.Channel(_CHILD_RESULTS)
        channel.send({"kind": "broken", "message": f"{type(error).__name__}: {error}"[:500]})


def main(arguments: list[str] | None = None) -> None:
    """Import what `--imports` names, then serve on descriptor 0."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--imports", nargs="*", default=[])
    parser.add_argument("--packages", nargs="*", default=[])
    parser.add_argument("--without", nargs="*", default=[])
    options: Any = parser.parse_args(arguments)
    requests = socket.socket(fileno=os.dup(0))
    os.set_inheritable(requests.fileno(), False)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    error = _import(options.imports)
    Server(requests, options.packages, options.without).serve(error)
    os._exit(0)  # nothing to tidy up, and torch takes half a second over it


if __name__ == "__main__":
    main()
