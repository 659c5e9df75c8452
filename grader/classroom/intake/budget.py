"""Bounds what one hand-in, or a class's own archive, may cost: bytes, files, seconds."""

from __future__ import annotations

import time
from collections.abc import Callable

from grader.classroom.intake.hand_in import IntakeError


class BudgetError(IntakeError):
    """A hand-in that asks for more than it may: what was found before stays found."""


class Budget:
    """Counts what is spent and raises BudgetError when it is too much."""

    def __init__(
        self,
        megabytes: int = 256,
        files: int = 20_000,
        seconds: float = 30.0,
        directory: int = 16 << 20,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.directory = directory
        """Bytes that a zip may take to list its members: Python keeps the list in memory, ten times as large."""
        self._megabytes, self._files, self._seconds = megabytes, files, seconds
        self._bytes_left, self._files_left, self._clock = megabytes << 20, files, clock
        self._end = clock() + seconds

    def spend(self, size: int) -> None:
        """Count bytes that were written."""
        self._bytes_left -= size
        if self._bytes_left < 0:
            raise BudgetError(f"it unpacks to more than {self._megabytes} MB: the rest was not looked at")
        self._look_at_the_clock()

    def spend_file(self) -> None:
        """Count a file."""
        self._files_left -= 1
        if self._files_left < 0:
            raise BudgetError(f"it holds more than {self._files} files: the rest was not looked at")
        self._look_at_the_clock()

    def _look_at_the_clock(self) -> None:
        if self._clock() > self._end:
            raise BudgetError(f"it took more than {self._seconds:.0f} s to unpack: the rest was not looked at")


def of_class() -> Budget:
    """Return the budget of an archive that an instructor names: a class of ten thousand fits."""
    return Budget(megabytes=16 << 10, files=1_000_000, seconds=3600.0, directory=1 << 30)
