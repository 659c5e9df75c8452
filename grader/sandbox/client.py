"""The parent's side of the sandbox: starts warm servers, hands them jobs, and listens until a child is gone.

Owns the servers' lives, the wall clock and the limits on what a child may send. It believes nothing that it hears
beyond its form: what an outcome is worth belongs to `verdict`.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from exercises.definition import Needs
from grader.sandbox import confine
from grader.sandbox.confine import Layers
from grader.sandbox.jobs import Answer, Call, Ended, Heard, Job
from grader.sandbox.listener import Listener, ServerDiedError

ALLOWED = {
    Needs.NUMPY: ("numpy",),
    Needs.TORCH: ("numpy", "torch", "torchvision"),
    Needs.TORCHVISION: ("numpy", "torch", "torchvision"),
}
# NumPy imports these only when first used, and students' files import some of the rest: once here, not once a child
_COMMON = ["numpy.random", "numpy.linalg", "numpy.fft", "numpy.lib.stride_tricks", "numpy.typing", "itertools", "math"]
_COMMON += ["functools", "typing", "dataclasses", "collections.abc", "operator", "copy", "warnings", "inspect"]
_COMMON += ["encodings.latin_1", "encodings.ascii", "encodings.utf_8_sig"]
_IMPORTS = {Needs.NUMPY: ["numpy", *_COMMON], Needs.TORCH: ["numpy", *_COMMON, "torch", "torch._dynamo"]}
_PACKAGES = {Needs.NUMPY: ["numpy"], Needs.TORCH: []}
_LATE_IMPORTS = {Needs.TORCHVISION: ["torchvision"]}
_LONGEST_START = 120.0
_WIDTH = 1 << 20
_MOST_KEPT, _LARGEST_KEPT = 32, 1 << 20
"""Plans, and bytes of each, that a server keeps the calls of."""
WITHOUT = "CNN_EXERCISES_WITHOUT"
"""Environment: layers to do without ("landlock,seccomp,namespaces"), for the tests of the fallbacks."""


class SandboxError(Exception):
    """The sandbox itself cannot work: one line that says why and what to do."""


def _environment() -> dict[str, str]:
    kept = {key: os.environ[key] for key in ("LD_LIBRARY_PATH", "CUDA_VISIBLE_DEVICES", "TZ") if key in os.environ}
    threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    # on a busy machine threads that spin while they wait for one another are seven times as slow as sleeping ones
    threads["OMP_WAIT_POLICY"] = "PASSIVE"
    return {"PATH": "/usr/bin:/bin", "HOME": "/nonexistent", "LANG": "C.UTF-8", **threads, **kept}


def _advice(error: str) -> str:
    if "torchvision" in error or "torch" in error:
        return f"torch and torchvision do not work together here ({error}): pip install --force-reinstall cnn-exercises"
    return f"the sandbox cannot start: {error}"


class _Server:
    """One warm server process. `request` hands it a job's descriptors."""

    def __init__(self, needs: Needs, without: Sequence[str]) -> None:
        confine.protect_memory()  # of this process too: it holds what is expected
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        command = [sys.executable, "-I", "-m", "grader.sandbox.server"]
        command += ["--imports", *_IMPORTS[needs], "--packages", *_PACKAGES[needs], "--without", *without]
        command += ["--allowed", *ALLOWED[needs]]
        self._process = subprocess.Popen(
            command,
            stdin=theirs.fileno(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=_environment(),
            start_new_session=True,
            cwd="/",
        )
        theirs.close()
        self._socket = ours
        self._lock = threading.Lock()
        self._layers: Layers | None = None
        self._kept: OrderedDict[str, None] = OrderedDict()

    def layers(self) -> Layers:
        """Wait until it is ready. Raises SandboxError where it cannot start, ServerDiedError where it was killed."""
        with self._lock:
            if self._layers is None:
                self._socket.settimeout(_LONGEST_START)
                try:
                    ready = json.loads(self._socket.recv(65536) or b"{}")
                except (OSError, ValueError):
                    ready = {}
                if not ready:
                    raise ServerDiedError
                if not ready.get("ready"):
                    raise SandboxError(_advice(ready["error"]))
                self._socket.settimeout(None)
                self._layers = Layers(**ready["layers"])
            return self._layers

    @property
    def alive(self) -> bool:
        """Whether the process still runs."""
        return self._process.poll() is None

    @property
    def pid(self) -> int:
        """The server's process."""
        return int(self._process.pid)

    def request(self, job: Job, descriptors: list[int]) -> None:
        """Ask for a fork with a job. Raises ServerDiedError where nobody is there to hear."""
        texts = _texts(job)
        with self._lock:
            is_kept = bool(job.plan) and job.plan in self._kept
            frames = [] if is_kept else [call.frame for call in job.calls]
            name = job.plan if sum(map(len, frames)) <= _LARGEST_KEPT else ""
            wanted = {
                "imports": _LATE_IMPORTS.get(job.needs, []),
                "texts": [len(text) for text in texts],
                "job": _settings(job),
                "calls": name,
                "forget": self._keep(name),
            }
            file = _job_file(b"".join((*texts, *frames)))
            try:
                socket.send_fds(self._socket, [json.dumps(wanted).encode()], [file, *descriptors])
            except OSError:
                raise ServerDiedError from None
            finally:
                os.close(file)

    def _keep(self, name: str) -> list[str]:
        """Note that the server keeps the calls `name`; what it should let go of for them."""
        if name:
            self._kept[name] = self._kept.pop(name, None)
        return [self._kept.popitem(last=False)[0] for _ in range(len(self._kept) - _MOST_KEPT)]

    def close(self) -> None:
        """End it: closing the socket is enough, killing makes sure. While it imports it has no children."""
        self._socket.close()
        try:
            self._process.wait(0.5 if self._layers is not None else 0)
        except subprocess.TimeoutExpired:
            self._process.send_signal(signal.SIGKILL)
            self._process.wait()


def _job_file(content: bytes) -> int:
    """A descriptor of an anonymous file with `content`."""
    if hasattr(os, "memfd_create"):
        descriptor = os.memfd_create("job", os.MFD_CLOEXEC)
    else:
        with tempfile.TemporaryFile() as file:
            descriptor = os.dup(file.fileno())
    with os.fdopen(os.dup(descriptor), "wb") as file:
        file.write(content)
    return descriptor


def _pipe() -> tuple[int, int]:
    """A pipe as wide as the system lets it be: it is looked at now and then."""
    ours, theirs = os.pipe()
    if hasattr(fcntl, "F_SETPIPE_SZ"):
        with contextlib.suppress(OSError):
            fcntl.fcntl(ours, fcntl.F_SETPIPE_SZ, _WIDTH)
    return ours, theirs


def _texts(job: Job) -> list[bytes]:
    """What a child alone may read: the probe, and the path and source of each file."""
    return [job.probe.encode(), *(text for path, source in job.modules for text in (os.fsencode(path), source))]


def _settings(job: Job) -> dict[str, Any]:
    return {
        "only": job.only,
        "seed": job.seed,
        "seconds": job.seconds,
        "memory": job.memory,
        "threads": job.threads,
        "numbers": list(job.numbers),
        "devices": list(job.devices),
    }


class Sandbox:
    """Warm servers, started when first needed. Thread-safe: several runs may be under way, `at_once` at most."""

    def __init__(self, without: Sequence[str] | None = None, *, at_once: int = 1 << 10) -> None:
        named = os.environ.get(WITHOUT, "") if without is None else ",".join(without)
        self._without = tuple(name for name in named.split(",") if name)
        self._places = threading.Semaphore(at_once)
        self._closed = False
        self._servers: dict[Needs, _Server] = {}
        self._lock = threading.Lock()

    def warm(self, needs: Needs) -> None:
        """Start the server for `needs` ahead of need, without waiting for it."""
        self._server(needs)

    def layers(self) -> Layers:
        """Which protections are on, as the small server found them."""
        for _ in range(2):
            server = self._server(Needs.NUMPY)
            try:
                return server.layers()
            except ServerDiedError:
                self._discard(server)
        raise SandboxError(_advice("its server ended at once"))

    def version_of(self, needs: Needs) -> str:
        """The version of torch that runs students' code; with TORCHVISION it has proved that the two work together."""
        call = Call("version")
        probe = "def version(student):\n    import torch\n    return torch.__version__\n"
        for heard in self.run(Job(needs, (), (call,), (0,), 0, probe=probe)):
            if isinstance(heard, Answer):
                return str(heard.outcome.value)
        return "does not answer"

    def processes(self) -> tuple[int, ...]:
        """The servers' pids."""
        return tuple(server.pid for server in self._servers.values())

    def run(self, job: Job, cancelled: threading.Event | None = None) -> Iterator[Heard]:
        """Run a job: its answers in order, reports between, and at last Ended.

        What is left of a job is tried once more where its server died, which is replaced, or where something else
        than us killed its child. Raises SandboxError where the sandbox itself fails.
        """
        for attempt in (1, 2):
            done = 0
            try:
                for heard in self._attempt(job, cancelled):
                    done += isinstance(heard, Answer)
                    if attempt == 1 and isinstance(heard, Ended) and heard.killed:
                        break
                    yield heard
                else:
                    return
            except ServerDiedError:
                if attempt == 2:
                    raise SandboxError("the sandbox's server died twice: is the machine out of memory?") from None
            job = replace(job, calls=job.calls[done:], numbers=job.numbers[done:], plan="" if done else job.plan)

    def _attempt(self, job: Job, cancelled: threading.Event | None) -> Iterator[Heard]:
        server = self._server(job.needs)
        with self._places, contextlib.ExitStack() as stack:
            stack.push(lambda kind, *_: self._discard(server) if kind is ServerDiedError else None)
            server.layers()
            (results, results_end), (output, output_end) = _pipe(), _pipe()
            control, control_end = socket.socketpair()
            listener = Listener(results, output, control, job, cancelled)
            stack.callback(listener.close)
            try:
                server.request(job, [results_end, output_end, control_end.fileno()])
            finally:
                os.close(results_end)
                os.close(output_end)
                control_end.close()
            yield from listener.listen()
            if listener.broken:
                raise SandboxError(_advice(listener.broken))

    def _server(self, needs: Needs) -> _Server:
        kind = Needs.NUMPY if needs is Needs.NUMPY else Needs.TORCH
        with self._lock:
            if self._closed:
                raise SandboxError("the sandbox was closed")
            server = self._servers.get(kind)
            if server is None or not server.alive:
                if server is not None:
                    server.close()
                server = self._servers[kind] = _Server(kind, self._without)
            return server

    def _discard(self, server: _Server) -> None:
        """Forget a server that died: it may still look alive for a moment."""
        with self._lock:
            for kind in [kind for kind, known in self._servers.items() if known is server]:
                del self._servers[kind]
        server.close()

    def close(self) -> None:
        """End every server and child, for good."""
        with self._lock:
            self._closed = True
            for server in self._servers.values():
                server.close()
            self._servers.clear()

    def __enter__(self) -> Sandbox:
        return self

    def __exit__(self, *_: Any) -> None:
        self.close()
