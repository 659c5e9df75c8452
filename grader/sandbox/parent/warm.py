"""Runs one warm server, from the parent's side: what it keeps, the jobs that it is handed, its end.

Its start is `launch`'s. Which server a job goes to, and what becomes of it, is `client`'s.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import re
import signal
import socket
import subprocess
import tempfile
import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence

from exercises.definition import Needs
from grader.sandbox import messages as said
from grader.sandbox.parent.jobs import Job
from grader.sandbox.parent.launch import Launched, SandboxError, advice
from grader.sandbox.parent.listener import ServerDiedError
from grader.sandbox.process import Layers

_LATE_IMPORTS = {Needs.TORCHVISION: ("torchvision",)}
_ALL_OF_NUMPY = ("testing", "ma", "polynomial", "f2py", "ctypeslib", "char", "rec", "strings", "core")
_AHEAD: Mapping[bytes, tuple[str, ...]] = {
    b"import *": tuple(f"numpy.{name}" for name in _ALL_OF_NUMPY),
    b"numpy.testing": ("numpy.testing",),
    b"np.testing": ("numpy.testing",),
    b"np.ma.": ("numpy.ma",),
    **{name.encode(): (name,) for name in ("doctest", "logging", "unittest", "asyncio", "multiprocessing.pool")},
}
"""What a word in a file stands for that takes a child long to import."""
_LONGEST_START = 120.0
_MOST_KEPT, _LARGEST_KEPT = 32, 1 << 20
"""Plans, and bytes of each, that a server keeps the calls of."""
_LONGEST_WORDS = 400


class TooLargeError(Exception):
    """A server is to keep more calls than it keeps."""


class WarmServer:
    """One warm server process. `request` hands it a job's descriptors."""

    def __init__(self, launched: Launched) -> None:
        self._process, self._socket, self._errors = launched
        self._lock = threading.Lock()
        self._layers: Layers | None = None
        self._kept: OrderedDict[str, None] = OrderedDict()

    def layers(self) -> Layers:
        """Wait until it is ready. Raises SandboxError where it cannot start, ServerDiedError where it was killed."""
        with self._lock:
            if self._layers is None:
                self._socket.settimeout(_LONGEST_START)
                try:
                    ready = said.ready_of(self._socket.recv(65536))
                except (OSError, ValueError):
                    raise ServerDiedError from None
                if ready.error:
                    raise SandboxError(advice(ready.error))
                self._socket.settimeout(None)
                self._layers = ready.layers
            return self._layers

    def last_words(self) -> str:
        """Return why it ended: the error that it wrote, or the signal."""
        try:
            code = self._process.wait(5.0)
        except subprocess.TimeoutExpired:
            return f"it does not answer within {_LONGEST_START:g} s"
        written = b""
        with contextlib.suppress(OSError):
            written = os.read(self._errors, 1 << 16)
        if written.strip():
            return _last_error(written.decode("utf-8", "replace"))
        if code < 0:
            return f"the server was ended by {signal.Signals(-code).name}"
        return f"the server ended by itself with exit status {code}"

    @property
    def alive(self) -> bool:
        """Return whether the process still runs."""
        return self._process.poll() is None

    @property
    def pid(self) -> int:
        """Return the server's process."""
        return int(self._process.pid)

    def request(self, job: Job, descriptors: list[int]) -> None:
        """Ask for a fork with a job. Raises ServerDiedError where nobody is there to hear, TooLargeError for parts."""
        texts = _texts(job)
        with self._lock:
            parts, of_parts = self._parts(job)
            is_kept = bool(job.plan) and job.plan in self._kept
            frames = [] if is_kept else [call.frame for call in job.calls]
            name = job.plan if sum(map(len, frames)) <= _LARGEST_KEPT else ""
            request = said.Request(
                imports=_LATE_IMPORTS.get(job.needs, ()),
                ahead=_imported_ahead(texts),
                texts=tuple(map(len, texts)),
                job=_settings(job),
                calls=name,
                forget=self._keep(name),
                parts=parts,
            )
            file = _job_file(b"".join((*texts, *frames, *of_parts)))
            try:
                socket.send_fds(self._socket, [said.line(request)], [file, *descriptors])
            except OSError:
                raise ServerDiedError from None
            finally:
                os.close(file)

    def _parts(self, job: Job) -> tuple[tuple[said.Part, ...], list[bytes]]:
        """Return a job's parts, and the calls of those whose calls are new to the server: it keeps them from now on."""
        parts, frames = [], []
        for part in job.parts:
            new = b"" if part.plan in self._kept else b"".join(call.frame for call in part.calls)
            if len(new) > _LARGEST_KEPT or len(job.parts) > _MOST_KEPT:
                raise TooLargeError
            parts.append(said.Part(part.seed, part.numbers, part.plan, len(new)))
            frames.append(new)
        for part in job.parts:
            self._kept[part.plan] = self._kept.pop(part.plan, None)
        return tuple(parts), frames

    def _keep(self, name: str) -> tuple[str, ...]:
        """Note that the server keeps the calls `name`; what it should let go of for them."""
        if name:
            self._kept[name] = self._kept.pop(name, None)
        return tuple(self._kept.popitem(last=False)[0] for _ in range(len(self._kept) - _MOST_KEPT))

    def let_go(self) -> None:
        """Begin its end: it goes with its children when its socket closes, or at once while it imports and has none."""
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)  # closing alone would wait for a thread that listens to it
        self._socket.close()
        if self._layers is None:
            self._process.kill()

    def close(self) -> None:
        """End it and wait until it is gone; killing makes sure."""
        self.let_go()
        try:
            self._process.wait(0.5)
        except subprocess.TimeoutExpired:
            self._process.send_signal(signal.SIGKILL)
            self._process.wait()
        if self._errors >= 0:
            os.close(self._errors)
            self._errors = -1


def _last_error(written: str) -> str:
    """Return the error at the end of a traceback as one line: its name and text."""
    begins = [found.start() for found in re.finditer(r"^[\w.]*(?:Error|Exception)\b", written, re.MULTILINE)]
    text = " ".join(written[begins[-1] if begins else 0 :].split())
    half = _LONGEST_WORDS // 2
    return text if len(text) <= _LONGEST_WORDS else f"{text[:half]} … {text[-half:]}"


def _job_file(content: bytes) -> int:
    """Open an anonymous file with `content` and return its descriptor."""
    if hasattr(os, "memfd_create"):
        descriptor = os.memfd_create("job", os.MFD_CLOEXEC)
    else:
        with tempfile.TemporaryFile() as file:
            descriptor = os.dup(file.fileno())
    with os.fdopen(os.dup(descriptor), "wb") as file:
        file.write(content)
    return descriptor


def _imported_ahead(texts: Sequence[bytes]) -> tuple[str, ...]:
    """Return what the server imports before it forks a child that would import it by itself, each time anew."""
    found = [names for word, names in _AHEAD.items() if any(word in text for text in texts)]
    return tuple(dict.fromkeys(itertools.chain.from_iterable(found)))


def _texts(job: Job) -> list[bytes]:
    """Return what a child alone may read: the probe, and the path and source of each file."""
    return [job.probe.encode(), *(text for path, source in job.modules for text in (os.fsencode(path), source))]


def _settings(job: Job) -> said.JobSettings:
    return said.JobSettings(
        plays=job.plays,
        seed=job.seed,
        seconds=job.seconds,
        memory=job.memory,
        threads=job.threads,
        numbers=job.numbers,
        devices=job.devices,
    )
