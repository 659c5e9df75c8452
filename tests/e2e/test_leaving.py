"""`q` and a closed terminal: the prompt comes back, what was run is kept, and no process stays behind."""

from __future__ import annotations

import os
import shutil
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.core import paths
from grader.core.lessons import find
from grader.student.history import History
from tests.bench.terminal import Terminal
from tests.e2e.conftest import PROGRAM

PATIENCE = 90.0
"""Seconds until a hang is called a hang; nothing is measured with it."""
ENDLESS = "def output_size(n, f, stride=1, pad=0):\n    while True:\n        pass\n"

pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="no /proc: leftovers cannot be counted")


def below(pid: int) -> set[tuple[str, str]]:
    """Every process that `pid` has started, and those that they have: each by its id and the moment of its start."""
    parents: dict[str, list[tuple[str, str]]] = {}
    for entry in Path("/proc").iterdir():
        try:
            words = (entry / "stat").read_text().rsplit(")", 1)[1].split() if entry.name.isdigit() else []
        except OSError:
            continue
        if words and words[0] != "Z":
            parents.setdefault(words[1], []).append((entry.name, words[19]))
    found, waiting = set(), [str(pid)]
    while waiting:
        started = parents.get(waiting.pop(), [])
        found |= set(started)
        waiting += [name for name, _ in started]
    return found


def alive(processes: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """Those of them that are still there."""
    still = set()
    for name, moment in processes:
        try:
            words = Path(f"/proc/{name}/stat").read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        if words[19] == moment and words[0] != "Z":
            still.add((name, moment))
    return still


def until(true, what: str) -> None:
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, f"never {what}"
        time.sleep(0.02)


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Iterator[Path]:
    for name in ("CONFIG", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))
    work = tmp_path / "work"
    work.mkdir()
    for name in ("output_size", "training"):
        (work / f"{name}.py").write_text(find(name).starter)
    return work


def at_work(terminal: Terminal, folder: Path) -> set[tuple[str, str]]:
    """A loop without an end, being run: what has been started for it, a server and its child."""
    (folder / "output_size.py").write_text(ENDLESS)
    terminal.until("running for")
    until(lambda: len(below(terminal.pid)) >= 2, "a child at work")
    return below(terminal.pid)


def importing_torch(terminal: Terminal, folder: Path) -> set[tuple[str, str]]:
    """The cursor rests on an exercise with PyTorch: a server has begun to import it."""
    terminal.press("jj")
    until(lambda: below(terminal.pid), "a server that starts")
    return below(terminal.pid)


@pytest.mark.parametrize("busy", [at_work, importing_torch])
@pytest.mark.parametrize("how", ["q", signal.SIGTERM, signal.SIGHUP])
def test_nothing_stays_behind(folder, busy, how):
    with Terminal([PROGRAM], folder) as terminal:
        terminal.until("Help")
        started = busy(terminal, folder)
        if how == "q":
            terminal.press("q")
        else:
            os.kill(terminal.pid, how)
        until(lambda: terminal.ended is not None, "the prompt")
        assert how != "q" or terminal.ended == 0
        until(lambda: not alive(started), "without the servers and children that were started")


def test_a_run_is_kept_before_its_verdict_is_shown(folder):
    """So that a student who reads the verdict and leaves at once has lost nothing."""
    with Terminal([PROGRAM], folder) as terminal:
        terminal.until("Help")
        shutil.copyfile(paths.exercises_folder() / "output_size" / "solution.py", folder / "output_size.py")
        terminal.until("solved")
        terminal.press("q")
        until(lambda: terminal.ended is not None, "the prompt")
    history = History.of_folder(folder)
    assert history.standings()["output_size"].solved
    history.close()
