"""Holds what both sides of the sandbox ask of the operating system: the layers of a machine, the C library, prctl.

Imported by the parent and by the server and its children, so it imports nothing else of ours.
"""

from __future__ import annotations

import ctypes
import os
import sys
from dataclasses import dataclass
from functools import cache

PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_CHILD_SUBREAPER, PR_SET_NO_NEW_PRIVS = 1, 4, 36, 38


@dataclass(frozen=True)
class Layers:
    """Which protections a machine offers: Landlock's ABI version (0: none), seccomp, namespaces."""

    landlock: int
    seccomp: bool
    namespaces: bool
    nobody: bool = False
    """Started by root, children can become the user nobody (who can read the Python installation)."""

    @property
    def complete(self) -> bool:
        """Return whether both layers are on that the trust boundary is built on."""
        return self.landlock >= 1 and self.seccomp

    @property
    def fallback(self) -> bool:
        """Return whether namespaces stand in for the layer that is missing."""
        return self.namespaces and not self.complete


@cache
def libc() -> ctypes.CDLL:
    """Return the C library, with errno kept."""
    return ctypes.CDLL(None, use_errno=True)


def protect_memory() -> None:
    """Keep other processes from reading this one's memory: for processes of ours, which know what is expected."""
    if sys.platform == "linux":
        libc().prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)


def fork() -> int:
    """Fork this process, which has one thread, as the C library does.

    `os.fork` makes a child anew what one thread leaves as it was: locks, the list of threads, a random state. That
    touches 75 pages, each of which is then copied: a tenth of what a short run costs.
    """
    if sys.platform != "linux":
        return os.fork()
    pid = int(_libc_holding_the_interpreter().fork())
    if pid < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return pid


@cache
def _libc_holding_the_interpreter() -> ctypes.PyDLL:
    return ctypes.PyDLL(None, use_errno=True)
