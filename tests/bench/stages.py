"""A warm server that notes where the processor's time goes, stage by stage: started in the place of the real one.

Its children add to counters in a file that all of them map; `split` reads it.
"""

from __future__ import annotations

import mmap
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from grader.sandbox.child import confine, plain, runner, server, start, together

STAGES = ("fork", "lock", "look", "load", "own code", "pack", "rest of the child", "exit", "server")
_AT = {name: index for index, name in enumerate(STAGES)}
RUNS, FAULTS = len(STAGES), len(STAGES) + 1
"""The counters of children and of their page faults, behind those of the stages."""
SIZE = 4096


class _Notes:
    """Adds the time since the last note to a stage."""

    def __init__(self, counters: memoryview) -> None:
        self._counters = counters
        self._last = 0

    def begin(self) -> None:
        """Forget what was before: a fork starts at nothing."""
        self._last = 0

    def add(self, stage: str) -> None:
        """What was spent since the last time belongs to `stage`."""
        now = time.process_time_ns()
        self._counters[_AT[stage]] += now - self._last
        self._last = now

    def more(self, stage: str, nanoseconds: int) -> None:
        """Add to a stage."""
        self._counters[_AT[stage]] += nanoseconds

    def ended(self, faults: int) -> None:
        """One more child."""
        self._counters[RUNS] += 1
        self._counters[FAULTS] += faults

    def around(self, owner: Any, name: str, stage: str) -> None:
        """Note a function's time as `stage`, and what came before it as the rest."""
        real = getattr(owner, name)

        def noted(*args: Any, **kwargs: Any) -> Any:
            self.add("rest of the child")
            try:
                return real(*args, **kwargs)
            finally:
                self.add(stage)

        setattr(owner, name, noted)


def _fork(notes: _Notes) -> Callable[[], int]:
    real = server.fork

    def forked() -> int:
        pid = real()
        if pid == 0:
            notes.begin()
            notes.add("fork")
        return pid

    return forked


def _own_code(notes: _Notes) -> Callable[..., Any]:
    real = runner.Runner._function

    def function(self: Any, student: Any, call: Any) -> Any:
        made = real(self, student, call)

        def called(*args: Any, **kwargs: Any) -> Any:
            notes.add("rest of the child")
            try:
                return made(*args, **kwargs)
            finally:
                notes.add("own code")

        return called

    return function


def _wait(notes: _Notes) -> Callable[..., tuple[int, int]]:
    def waited(*args: Any) -> tuple[int, int]:
        pid, status, usage = os.wait4(*args)
        if pid > 0:
            # what is more than the child itself noted, it spent on dying
            notes.more("exit", int(1e9 * (usage.ru_utime + usage.ru_stime)))
            notes.ended(usage.ru_minflt)
        return pid, status

    return waited


def main(path: str) -> None:
    """Serve, with every stage noted in the file at `path`."""
    with Path(path).open("r+b") as file:
        counters = memoryview(mmap.mmap(file.fileno(), SIZE)).cast("q")
    notes = _Notes(counters)
    server.fork = _fork(notes)
    server.wait = _wait(notes)
    notes.around(confine, "lock", "lock")
    notes.around(plain, "look_at", "look")
    notes.around(together, "Watched", "look")
    notes.around(runner, "_load", "load")
    notes.around(runner, "_encode", "pack")
    notes.around(runner, "_framed", "pack")
    runner.Runner._function = _own_code(notes)
    leave = start._exit

    def exit_noted(status: int) -> None:
        notes.add("rest of the child")
        leave(status)

    start._exit = exit_noted
    step = server.Server._step

    def stepped(self: Any) -> bool:
        begun = time.process_time_ns()
        try:
            return step(self)
        finally:
            notes.more("server", time.process_time_ns() - begun)

    server.Server._step = stepped
    sys.argv = ["server", *sys.argv[1:]]
    server.main()
