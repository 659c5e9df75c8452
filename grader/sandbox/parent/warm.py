"""One warm server, from the parent's side: its start, what it keeps, the jobs that it is handed, its end.

Owns what each kind of server imports and allows. Which server a job goes to, and what becomes of it, is `client`'s.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections import OrderedDict
from collections.abc import Sequence
from typing import Any

from exercises.definition import Needs
from grader.core.errors import MachineError
from grader.sandbox.parent.jobs import Job
from grader.sandbox.parent.listener import ServerDiedError
from grader.sandbox.process import Layers, protect_memory

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
_MOST_KEPT, _LARGEST_KEPT = 32, 1 << 20
"""Plans, and bytes of each, that a server keeps the calls of."""


class SandboxError(MachineError):
    """The sandbox itself cannot work: one line that says why and what to do."""


def _environment() -> dict[str, str]:
    kept = {key: os.environ[key] for key in ("LD_LIBRARY_PATH", "CUDA_VISIBLE_DEVICES", "TZ") if key in os.environ}
    threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    # on a busy machine threads that spin while they wait for one another are seven times as slow as sleeping ones
    threads["OMP_WAIT_POLICY"] = "PASSIVE"
    return {"PATH": "/usr/bin:/bin", "HOME": "/nonexistent", "LANG": "C.UTF-8", **threads, **kept}


def advice(error: str) -> str:
    """What to do about a sandbox that cannot work."""
    if "torchvision" in error or "torch" in error:
        return f"torch and torchvision do not work together here ({error}): pip install --force-reinstall cnn-exercises"
    return f"the sandbox cannot start: {error}"


class WarmServer:
    """One warm server process. `request` hands it a job's descriptors."""

    def __init__(self, needs: Needs, without: Sequence[str]) -> None:
        protect_memory()  # of this process too: it holds what is expected
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        command = [sys.executable, "-I", "-m", "grader.sandbox.child.server"]
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
                    raise SandboxError(advice(ready["error"]))
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

    def let_go(self) -> None:
        """Begin its end: it goes when its socket is closed."""
        self._socket.close()

    def close(self) -> None:
        """End it and wait until it is gone; killing makes sure. While it imports it has no children."""
        self.let_go()
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


def _texts(job: Job) -> list[bytes]:
    """What a child alone may read: the probe, and the path and source of each file."""
    return [job.probe.encode(), *(text for path, source in job.modules for text in (os.fsencode(path), source))]


def _settings(job: Job) -> dict[str, Any]:
    return {
        "plays": list(job.plays),
        "seed": job.seed,
        "seconds": job.seconds,
        "memory": job.memory,
        "threads": job.threads,
        "numbers": list(job.numbers),
        "devices": list(job.devices),
    }
