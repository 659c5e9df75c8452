"""Says what a child uses of the machine, and when its run has had its time, whoever else is working there.

A limit counts the child's processor time, all threads together, and time that it sleeps; it does not count time that
the child waits for a processor which others hold. Both are read from Linux's `/proc` while the child runs. Where that
is missing (macOS), the clock on the wall decides.
"""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass, field
from pathlib import Path

from grader.core.results import FAIR_SHARE

WALL_FACTOR = 5.0
"""A run may last so many times as long as on a quiet machine."""
_TOO_SHORT = 1.0
"""Seconds: about a shorter run nothing can be said, and nothing needs to be."""
_BETWEEN = 0.25
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Spent:
    """What a child has used so far, in seconds: processor time of all threads, and its main thread's wait for one."""

    processor: float = 0.0
    waited: float = 0.0


def spent(pid: int) -> Spent | None:
    """Return what a process has used; None where the system does not say."""
    with contextlib.suppress(OSError, ValueError, IndexError):
        fields = Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()
        waited = Path(f"/proc/{pid}/schedstat").read_bytes().split()[1]
        return Spent((int(fields[11]) + int(fields[12])) / _TICKS, int(waited) / 1e9)
    return None


def resident(pid: int) -> int:
    """Return the bytes of memory that a process really uses; 0 where the system does not say.

    A GPU's driver reserves terabytes of addresses, so there this is watched instead of a limit on them.
    """
    with contextlib.suppress(OSError, ValueError, IndexError):
        return int(Path(f"/proc/{pid}/statm").read_bytes().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    return 0


def threads_of(pid: int) -> int:
    """Return how many threads a process has; 0 where the system does not say.

    The system limits a user's threads, not a process's: one file could leave others none to start.
    """
    with contextlib.suppress(OSError):
        return os.stat(f"/proc/{pid}/task").st_nlink - 2
    return 0


@dataclass
class Clock:
    """One child's time. `limit` is in seconds of processor time over `threads` threads."""

    limit: float
    threads: int = 1
    begun: float = 0.0
    _spent: Spent | None = field(default_factory=Spent)
    cut_short: bool = False
    """Whether the run was ended before it had its time: the machine was too busy."""
    _looked: float = 0.0
    _wall: float = 0.0

    def start(self, now: float) -> None:
        """Begin: the child is there."""
        self.begun = self._looked = now

    def look(self, pid: int, now: float) -> str:
        """Return why the child has had its time, or "" while it has not. Reads the system a few times a second."""
        self._wall = now - self.begun
        if self._wall < _TOO_SHORT and self._wall < self.quiet:
            return ""
        if now - self._looked >= min(_BETWEEN, self.quiet / 10) and pid:
            self._looked, self._spent = now, spent(pid)
        return self.verdict()

    @property
    def quiet(self) -> float:
        """Return how long the run may last on a machine that has nothing else to do."""
        return self.limit / self.threads

    def verdict(self) -> str:
        """Return why the time is up, from what was read last."""
        if self._spent is None:
            return f"ran longer than {self.quiet:.3g} s" if self._wall > self.quiet else ""
        if self._spent.processor >= self.limit:
            return f"used more than {self.limit:.3g} s of processor time"
        asleep = self._wall - self._spent.processor - self._spent.waited
        if asleep >= self.quiet:
            return f"did nothing for {self.quiet:.3g} s"
        if self._wall >= WALL_FACTOR * self.quiet:
            self.cut_short = True
            return f"ran longer than {WALL_FACTOR * self.quiet:.3g} s on a busy machine"
        return ""

    def used(self, now: float) -> float:
        """Return what counts against the run's limit so far: its processor time, or its sleep where that is more."""
        wall = now - self.begun
        if self._spent is None or self._looked == self.begun:
            return wall
        return max(self._spent.processor, wall - self._spent.waited)

    def share(self) -> float:
        """Return how much of the processor time that it asked for the child got, in (0, 1]; 1 for a short run.

        A child that keeps its processors busy got its share, however long its own threads wait for each other.
        """
        if self._spent is None or self._wall < _TOO_SHORT:
            return 1.0
        allowed = self._wall * min(self.threads, os.cpu_count() or 1)
        if self._spent.processor >= FAIR_SHARE * allowed:
            return 1.0
        return max(0.01, 1.0 - self._spent.waited / self._wall)
