"""Hands jobs to warm servers and listens until a child is gone: the parent's side of the sandbox.

Owns which servers there are, how many children at once, and what is tried again. It believes nothing that it hears
beyond its form: what an outcome is worth belongs to `verdict`.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import socket
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from exercises.definition import Needs
from grader.sandbox.parent.bounds import Bounds
from grader.sandbox.parent.jobs import Answer, Call, Ended, Heard, Job
from grader.sandbox.parent.launch import WITHOUT, Launched, SandboxError, advice, launch, layers_to_do_without
from grader.sandbox.parent.listener import Listener, RefusedError, ServerDiedError
from grader.sandbox.parent.parts import PartsListener
from grader.sandbox.parent.warm import TooLargeError, WarmServer
from grader.sandbox.process import Layers

__all__ = ["WITHOUT", "Sandbox", "SandboxError"]

_WIDTH = 1 << 18
"""Bytes of a pipe."""
_NAPS = (0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 1.0, 2.0, 2.0, 4.0, 4.0)
"""Seconds between two tries where the machine has no process left."""


def _pipe() -> tuple[int, int]:
    """Open a pipe as wide as the system lets it be: it is looked at now and then."""
    ours, theirs = os.pipe()
    if hasattr(fcntl, "F_SETPIPE_SZ"):
        with contextlib.suppress(OSError):
            fcntl.fcntl(ours, fcntl.F_SETPIPE_SZ, _WIDTH)
    return ours, theirs


class Sandbox:
    """Warm servers, started when first needed. Thread-safe: several runs may be under way, `at_once` at most.

    `early` is a server for what is done by hand that was started before.
    """

    def __init__(
        self, without: Sequence[str] | None = None, *, at_once: int = 1 << 10, early: Launched | None = None
    ) -> None:
        self._without = layers_to_do_without() if without is None else tuple(without)
        self._places = threading.Semaphore(at_once)
        self._closed = False
        self._servers = {} if early is None else {Needs.NUMPY: WarmServer(early)}
        self._lock = threading.Lock()

    def warm(self, needs: Needs) -> None:
        """Start the server for `needs` ahead of need, without waiting for it."""
        self._server(needs)

    def layers(self) -> Layers:
        """Return which protections are on, as the small server found them."""
        for attempt in (1, 2):
            server = self._server(Needs.NUMPY)
            try:
                return server.layers()
            except ServerDiedError:
                why = server.last_words()
                self._discard(server)
                if attempt == 2:
                    raise SandboxError(advice(why)) from None
        raise AssertionError

    def version_of(self, needs: Needs) -> str:
        """Return the version of torch that runs students' code; with TORCHVISION, proved to work with it."""
        call = Call("version")
        probe = "def version(student):\n    import torch\n    return torch.__version__\n"
        for heard in self.run(Job(needs, (), (call,), (0,), 0, probe=probe)):
            if isinstance(heard, Answer):
                return str(heard.outcome.value)
        return "does not answer"

    def processes(self) -> tuple[int, ...]:
        """Return the servers' pids."""
        return tuple(server.pid for server in self._servers.values())

    def run(self, job: Job, cancelled: threading.Event | None = None) -> Iterator[Heard]:
        """Run a job: its answers in order, reports between, and at last Ended.

        What is left of a job is tried once more where its server died, which is replaced, or where something else
        than us killed its child. Raises SandboxError where the sandbox itself fails.
        """
        bounds = job.bounds or Bounds.of(job.needs, job.seconds)
        for attempt in (1, 2):
            done = 0
            try:
                for heard in self._patiently(job, bounds, cancelled):
                    done += isinstance(heard, Answer)
                    if attempt == 1 and isinstance(heard, Ended) and heard.killed:
                        break
                    yield heard
                else:
                    return
            except ServerDiedError as died:
                if attempt == 2:
                    raise SandboxError(f"the sandbox's server died twice: {died}") from None
            job = job.after(done)

    def run_parts(self, job: Job, cancelled: threading.Event | None = None) -> Iterator[Heard]:
        """Run a job of several files, once: their answers, PartEnded behind those of each, and at last Ended.

        Only under Landlock and seccomp. Where anything fails less is heard: each file can still run by itself.
        """
        with contextlib.suppress(ServerDiedError, RefusedError, TooLargeError, SandboxError):
            if self.layers().complete:
                yield from self._attempt(job, Bounds.of(job.needs, job.seconds), cancelled)

    def _patiently(self, job: Job, bounds: Bounds, cancelled: threading.Event | None) -> Iterator[Heard]:
        """Try again while the machine has no process left: whatever takes them all is stopped soon."""
        for nap in _NAPS:
            try:
                yield from self._attempt(job, bounds, cancelled)
                return
            except RefusedError as refusal:
                refused = refusal
            time.sleep(nap)
        raise SandboxError(f"the machine has no process left to run a student's code in ({refused})")

    def _attempt(self, job: Job, bounds: Bounds, cancelled: threading.Event | None) -> Iterator[Heard]:
        server = self._server(job.needs)
        with contextlib.ExitStack() as place, contextlib.ExitStack() as stack:
            place.enter_context(self._places)
            try:
                server.layers()
                listener = self._started(server, job, bounds, cancelled)
                listener.when_dead = place.close  # what a child said is read while the next one runs
                stack.callback(listener.close)
                yield from listener.listen()
            except ServerDiedError:
                why = server.last_words()
                self._discard(server)
                raise ServerDiedError(why) from None
            if listener.broken:
                raise SandboxError(advice(listener.broken))

    def _started(self, server: WarmServer, job: Job, bounds: Bounds, cancelled: threading.Event | None) -> Listener:
        """Hand a job to a server, with the seconds that are left of its run; who listens to its child."""
        job = replace(job, seconds=min(job.seconds, bounds.seconds))
        (results, results_end), (output, output_end) = _pipe(), _pipe()
        control, control_end = socket.socketpair()
        kind = PartsListener if job.parts else Listener
        listener = kind(results, output, control, job, cancelled, bounds)
        try:
            server.request(job, [results_end, output_end, control_end.fileno()])
        except BaseException:
            listener.close()
            raise
        finally:
            os.close(results_end)
            os.close(output_end)
            control_end.close()
        return listener

    def _server(self, needs: Needs) -> WarmServer:
        kind = Needs.NUMPY if needs is Needs.NUMPY else Needs.TORCH
        with self._lock:
            if self._closed:
                raise SandboxError("the sandbox was closed")
            server = self._servers.get(kind)
            if server is None or not server.alive:
                if server is not None:
                    server.close()
                server = self._servers[kind] = WarmServer(launch(kind, self._without))
            return server

    def _discard(self, server: WarmServer) -> None:
        """Forget a server that died: it may still look alive for a moment."""
        with self._lock:
            for kind in [kind for kind, known in self._servers.items() if known is server]:
                del self._servers[kind]
        server.close()

    def let_go(self) -> None:
        """Begin the end of every server and child, for good: for who ends too and waits for nobody."""
        with self._lock:
            self._closed = True
            for server in self._servers.values():
                server.let_go()

    def close(self) -> None:
        """End every server and child, for good, and wait until they are gone."""
        self.let_go()  # all at once: each takes its time
        with self._lock:
            for server in self._servers.values():
                server.close()
            self._servers.clear()

    def __enter__(self) -> Sandbox:
        return self

    def __exit__(self, *_: Any) -> None:
        self.close()
