"""What is asked of a running child from outside: how much it uses, and where it is."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import time
from pathlib import Path

from grader.sandbox import messages as said

_LAST_WORD = 0.05
"""Seconds that a child gets to say where it is."""


def is_above(pid: int, memory: int) -> bool:
    """Return whether a process really uses more than so many bytes.

    For runs on a GPU, whose driver reserves terabytes of addresses: a limit on those would say nothing.
    """
    with contextlib.suppress(OSError, IndexError):
        pages = int(Path(f"/proc/{pid}/statm").read_bytes().split()[1])
        return bool(pid) and pages * os.sysconf("SC_PAGE_SIZE") > memory
    return False


def threads_of(pid: int) -> int:
    """Return how many threads a process has; 0 where nobody knows.

    The system counts a user's threads, not a process's: one file could leave others none to start.
    """
    with contextlib.suppress(OSError):
        return os.stat(f"/proc/{pid}/task").st_nlink - 2 if pid else 0
    return 0


def ask_where(pidfd: int, results: int) -> None:
    """Let a child say on its results pipe which line it is at, if it still hears anything."""
    if pidfd >= 0:
        with contextlib.suppress(OSError):
            signal.pidfd_send_signal(pidfd, said.WHERE)
            select.select([results], [], [], _LAST_WORD)
            time.sleep(0.002)  # a message comes in one piece, unless its pipe is full
