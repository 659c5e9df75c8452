"""Clocks and quantiles, and running a command with its cost: seconds, and peak memory of the process itself."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

PYTHON = sys.executable
PROGRAM = str(Path(sys.executable).parent / "cnn-exercises")
ROOT = Path(__file__).resolve().parents[2]
_LONGEST = 3600.0


def seconds_of(work: Callable[[], object]) -> float:
    """Wall time of one call."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def p50(times: Sequence[float]) -> float:
    """The median."""
    return statistics.median(times)


def p95(times: Sequence[float]) -> float:
    """What one in twenty exceeds."""
    return sorted(times)[max(0, -(-19 * len(times) // 20) - 1)]


def run(command: Sequence[str | Path], *, cwd: Path = ROOT, expect: Sequence[int] = (0,), **extra: str) -> float:
    """Seconds of a command that must end with one of the exit statuses `expect`; `extra` goes to its environment."""
    start = time.perf_counter()
    done = subprocess.run(
        [str(word) for word in command],
        cwd=cwd,
        env={**os.environ, **extra},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=_LONGEST,
    )
    seconds = time.perf_counter() - start
    if done.returncode not in expect:
        said = (done.stdout + done.stderr)[-2000:]
        raise RuntimeError(f"{' '.join(map(str, command))} ended with {done.returncode}:\n{said}")
    return seconds


def median_run(times: int, command: Sequence[str | Path], **settings: object) -> float:
    """The median of several runs, after one that is not counted."""
    run(command, **settings)  # type: ignore[arg-type]
    return p50([run(command, **settings) for _ in range(times)])  # type: ignore[arg-type]
