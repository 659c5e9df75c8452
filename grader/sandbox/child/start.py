"""Starts a fork: takes what is its own, locks itself in, says so, and only then lets a student's code run.

Owns which descriptors a child has. Nothing of a student's runs before the control socket is closed, so what is said
there is ours.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import itertools
import os
import signal
import sys
from collections.abc import Callable, Sequence
from typing import Any

from grader.sandbox import messages as said
from grader.sandbox.child import confine, runner
from grader.sandbox.child.together import File, Together
from grader.sandbox.wire import decode

JOB, RESULTS, OUTPUT, CONTROL = range(4)
"""The descriptors that come with a request."""
_CHILD_RESULTS, _CHILD_CONTROL = 3, 4
SCARCE = (errno.EAGAIN, errno.ENOMEM)
"""What a fork fails with while somebody else has all processes, or all memory."""
_exit, _kill_self = os._exit, os.kill  # a student's code may put others in their place


def calls_of(job: int, at: int, size: int = -1) -> list[Any]:
    """Return the calls of a job that lie there, in so many bytes: up to its end, where no size is said."""
    with os.fdopen(os.dup(job), "rb") as file:
        file.seek(at)
        return [decode(packed, layouts=True) for packed in said.values_of(file.read(size))]


def _texts_of(job: int, sizes: Sequence[int]) -> runner.Texts:
    """Return the texts at the head of a job."""
    head, starts = os.pread(job, sum(sizes), 0), [0, *itertools.accumulate(sizes)]
    probe, *texts = [head[start:end] for start, end in itertools.pairwise(starts)]
    return runner.Texts(probe, tuple(zip(map(os.fsdecode, texts[::2]), texts[1::2], strict=True)))


def become_child(
    descriptors: list[int],
    request: said.Request,
    calls: list[Any] | None,
    locks: confine.Locks,
    known: frozenset[str],
    address_space: int,
) -> None:
    """Become the child, in the fork. Never returns."""
    try:
        run = _confined(descriptors, request, calls, locks, known, address_space)
        os.write(_CHILD_CONTROL, said.line(said.Locked()))
        os.close(_CHILD_CONTROL)  # nothing of a student's ever writes there
    except BaseException as error:
        again = isinstance(error, OSError) and error.errno in SCARCE
        with contextlib.suppress(BaseException):
            os.write(_CHILD_CONTROL, said.line(said.Refused(f"{type(error).__name__}: {error}"[:500], again)))
        _exit(1)
    try:
        run()
    except BaseException:  # whoever listens misses what was not answered
        pass
    finally:
        _flush()
        _exit(0)
        while True:
            _kill_self(os.getpid(), signal.SIGKILL)


def _confined(
    descriptors: list[int],
    request: said.Request,
    calls: list[Any] | None,
    locks: confine.Locks,
    known: frozenset[str],
    address_space: int,
) -> Callable[[], None]:
    """Put this process under every layer; what is to be run there."""
    signal.set_wakeup_fd(-1)
    job = request.job
    if calls is None:
        calls = calls_of(descriptors[JOB], sum(request.texts))
    texts = _texts_of(descriptors[JOB], request.texts)
    _take_descriptors(descriptors, locks)
    cell = confine.Confinement(
        own_files=texts.modules,
        seconds=job.seconds,
        memory=job.memory,
        address_space=address_space,
        threads=job.threads,
        devices=job.devices,
    )
    confine.lock(cell, locks)
    runner.start_threads(job.threads)
    channel = runner.Channel(_CHILD_RESULTS)
    if request.parts:
        files = [File(*text, *rest) for text, *rest in zip(texts.modules, request.parts, calls, strict=True)]
        return Together(job, files, known, channel).run
    made = runner.Runner(job, texts, calls, known, channel)
    made.prepare()
    return made.run


def _take_descriptors(descriptors: list[int], locks: confine.Locks) -> None:
    """Keep what is this child's own, at fixed numbers, and the rules; close everything else."""
    kept = fcntl.fcntl(descriptors[CONTROL], fcntl.F_DUPFD, _CHILD_CONTROL + 1)  # above what is put in place here
    results = fcntl.fcntl(descriptors[RESULTS], fcntl.F_DUPFD, _CHILD_CONTROL + 1)
    runner.redirect(descriptors[OUTPUT])
    os.dup2(results, _CHILD_RESULTS)
    os.dup2(kept, _CHILD_CONTROL)
    os.closerange(_CHILD_CONTROL + 1, locks.rules)  # nothing, where there are none
    os.closerange(max(_CHILD_CONTROL, locks.rules) + 1, min(os.sysconf("SC_OPEN_MAX"), 1 << 16))


def _flush() -> None:
    """Let out what a file wrote past `print`."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(BaseException):
            stream.flush()
