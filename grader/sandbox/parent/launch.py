"""Starts a warm server's process, and says what each kind of server imports and allows.

It imports next to nothing itself: a command that will need a server starts it before it imports what it needs itself.
"""

from __future__ import annotations

import errno
import os
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from typing import NamedTuple

from exercises.definition import Needs
from grader.core.errors import MachineError
from grader.sandbox.process import protect_memory

WITHOUT = "CNN_EXERCISES_WITHOUT"
"""Environment: layers to do without ("landlock,seccomp,namespaces"), for the tests of the fallbacks."""
ALLOWED = {
    Needs.NUMPY: ("numpy",),
    Needs.TORCH: ("numpy", "torch", "torchvision"),
    Needs.TORCHVISION: ("numpy", "torch", "torchvision"),
}
# NumPy imports these only when first used, and students' files import some of the rest: once here, not once a child
_COMMON = ["numpy.random", "numpy.linalg", "numpy.fft", "numpy.lib.stride_tricks", "numpy.typing", "itertools", "math"]
_COMMON += ["functools", "typing", "dataclasses", "collections.abc", "operator", "copy", "warnings", "inspect"]
_COMMON += ["fractions", "encodings.latin_1", "encodings.ascii", "encodings.utf_8_sig"]
_IMPORTS = {Needs.NUMPY: ["numpy", *_COMMON], Needs.TORCH: ["numpy", *_COMMON, "torch", "torch._dynamo"]}
_PACKAGES = {Needs.NUMPY: ["numpy"], Needs.TORCH: []}
_START_NAPS = (0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 4.0)
"""Seconds between two tries to start a server where the machine has no process left."""


class SandboxError(MachineError):
    """The sandbox itself cannot work: one line that says why and what to do."""


def advice(error: str) -> str:
    """Return what to do about a sandbox that cannot work."""
    if "torchvision" in error or "torch" in error:
        return f"torch and torchvision do not work together here ({error}): pip install --force-reinstall cnn-exercises"
    return f"the sandbox cannot start: {error}"


class Launched(NamedTuple):
    """A server's process, the socket on which it takes requests, and the pipe that its errors come on."""

    process: subprocess.Popen[bytes]
    requests: socket.socket
    errors: int

    def __enter__(self) -> Launched:
        return self

    def __exit__(self, *_: object) -> None:
        """End it, where nobody else has done so."""
        if self.process.poll() is None:
            self.requests.close()
            self.process.kill()
            self.process.wait()


def layers_to_do_without() -> tuple[str, ...]:
    """Return which layers the environment names."""
    return tuple(name for name in os.environ.get(WITHOUT, "").split(",") if name)


def launch(needs: Needs, without: Sequence[str]) -> Launched:
    """Start a server, without waiting for it. Raises SandboxError where the machine does not let us."""
    protect_memory()  # of this process too: it holds what is expected
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
    command = [sys.executable, "-I", "-m", "grader.sandbox.child.server"]
    command += ["--imports", *_IMPORTS[needs], "--packages", *_PACKAGES[needs], "--without", *without]
    command += ["--allowed", *ALLOWED[needs]]
    read_end, errors = os.pipe()
    os.set_blocking(read_end, False)
    try:
        return Launched(_started(command, theirs.fileno(), errors), ours, read_end)
    finally:
        theirs.close()
        os.close(errors)


def _environment() -> dict[str, str]:
    kept = {key: os.environ[key] for key in ("LD_LIBRARY_PATH", "CUDA_VISIBLE_DEVICES", "TZ") if key in os.environ}
    threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    # on a busy machine threads that spin while they wait for one another are seven times as slow as sleeping ones
    threads["OMP_WAIT_POLICY"] = "PASSIVE"
    # memory that a network frees is used again, not given back and asked for anew with each layer
    threads |= {"MALLOC_MMAP_THRESHOLD_": str(32 << 20), "MALLOC_TRIM_THRESHOLD_": str(128 << 20)}
    return {"PATH": "/usr/bin:/bin", "HOME": "/nonexistent", "LANG": "C.UTF-8", **threads, **kept}


def _started(command: Sequence[str], requests: int, errors: int) -> subprocess.Popen[bytes]:
    """Start a server. Raises SandboxError where the machine does not let us."""
    for nap in (*_START_NAPS, None):
        try:
            return subprocess.Popen(
                command,
                stdin=requests,
                stdout=subprocess.DEVNULL,
                stderr=errors,
                env=_environment(),
                start_new_session=True,
                cwd="/",
            )
        except OSError as error:
            if nap is None or error.errno not in (errno.EAGAIN, errno.ENOMEM):
                raise SandboxError(advice(f"{command[0]}: {error.strerror}")) from None
            time.sleep(nap)
    raise AssertionError
