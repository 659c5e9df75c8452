"""kill -9 of the parent, a server or a child at random points of a small class: a plain rerun completes, all scores as
undisturbed. `CNN_EXERCISES_FAULTS=200` (`make faults`) does it that often.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

PROGRAM = str(Path(sys.executable).parent / "cnn-exercises")
RUNS = int(os.environ.get("CNN_EXERCISES_FAULTS", "12"))
SEED = int(os.environ.get("CNN_EXERCISES_FAULTS_SEED", "7"))
VICTIMS = ("parent", "server", "child")
LONGEST = 60.0
SUBMISSIONS = Path(__file__).parents[1] / "submissions"
EXERCISES = ("output_size", "filtered_grid", "max_pooling")
SLOW = "import time\ntime.sleep(0.05)\n"

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")


@pytest.fixture(scope="module")
def class_folder(tmp_path_factory):
    """Five students with right and wrong files, each slow enough to be hit."""
    folder = tmp_path_factory.mktemp("class")
    for exercise in EXERCISES:
        files = [*sorted((SUBMISSIONS / "right" / exercise).glob("*.py"))[:2],
                 *sorted((SUBMISSIONS / "wrong" / exercise).glob("*.py"))[:3]]  # fmt: skip
        for number, path in enumerate(files):
            student = folder / f"student{number}"
            student.mkdir(exist_ok=True)
            text = path.read_text(encoding="utf-8")
            (student / f"{exercise}.py").write_text(f"# {number}\n{text}\n{SLOW}", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def environment(tmp_path_factory):
    home = tmp_path_factory.mktemp("home")
    return {**os.environ, "HOME": str(home), "XDG_CACHE_HOME": str(home / "cache"), "XDG_CONFIG_HOME": str(home)}


def start(class_folder, gradebook, environment):
    command = [PROGRAM, "grade", "--student", str(class_folder), "--format", "json", "--jobs", "2"]
    command += ["--gradebook", str(gradebook), *(f"--exercise={name}" for name in EXERCISES)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment,
                            stdin=subprocess.DEVNULL, start_new_session=True)  # fmt: skip


def scores(report: str) -> dict[tuple[str, str], float]:
    return {
        (student["student"], exercise["exercise"]): exercise["score"]
        for student in json.loads(report)["students"]
        for exercise in student["exercises"]
        if exercise["exercise"] in EXERCISES
    }


@pytest.fixture(scope="module")
def undisturbed(class_folder, environment, tmp_path_factory):
    """What the class scores when nobody interferes, and how long that takes."""
    book = tmp_path_factory.mktemp("book") / "first"
    start(class_folder, book, environment).communicate(timeout=300)  # the expected values are kept from now on
    begun = time.monotonic()
    done = start(class_folder, book.with_name("second"), environment)
    report, errors = done.communicate(timeout=300)
    assert done.returncode == 0, errors
    return scores(report), time.monotonic() - begun


def _stat(pid: int) -> tuple[int, str]:
    """A process's parent and start time."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(fields[1]), fields[19]


def descendants(pid: int) -> dict[int, str]:
    """All processes below `pid`, with their start times."""
    parents: dict[int, tuple[int, str]] = {}
    for folder in Path("/proc").iterdir():
        with contextlib.suppress(OSError, IndexError):
            if folder.name.isdigit():
                parents[int(folder.name)] = _stat(int(folder.name))
    found: dict[int, str] = {}
    layer = {pid}
    while layer:
        layer = {child for child, (parent, _) in parents.items() if parent in layer and child not in found}
        found |= {child: parents[child][1] for child in layer}
    return found


def _is_server(pid: int) -> bool:
    with contextlib.suppress(OSError):
        return b"grader.sandbox.child.server" in Path(f"/proc/{pid}/cmdline").read_bytes()
    return False


def victim(kind: str, parent: subprocess.Popen) -> int | None:
    """A process to kill: None once the program has ended without one."""
    while parent.poll() is None:
        if kind == "parent":
            return parent.pid
        with contextlib.suppress(OSError):
            below = descendants(parent.pid)
            servers = [pid for pid in below if _is_server(pid) and _stat(pid)[0] == parent.pid]
            children = [pid for pid in below if pid not in servers and _stat(pid)[0] in servers]
            wanted = servers if kind == "server" else children
            if wanted:
                return random.choice(wanted)
        time.sleep(0.002)
    return None


def all_gone(processes: dict[int, str]) -> bool:
    end = time.monotonic() + LONGEST
    while time.monotonic() < end:
        left = []
        for pid, born in processes.items():
            with contextlib.suppress(OSError, IndexError):
                if _stat(pid)[1] == born:
                    left.append(pid)
        if not left:
            return True
        time.sleep(0.02)
    return False


@pytest.mark.parametrize("number", range(RUNS))
def test_after_a_kill_a_rerun_completes_with_every_score_as_undisturbed(
    number, class_folder, environment, undisturbed, tmp_path
):
    wanted, seconds = undisturbed
    chance = random.Random(f"{SEED}-{number}")
    kind = VICTIMS[number % len(VICTIMS)]
    book = tmp_path / "gradebook"
    run = start(class_folder, book, environment)
    time.sleep(chance.uniform(0.0, seconds))
    pid = victim(kind, run)
    if pid is not None:
        processes = {**descendants(run.pid), **({} if run.poll() is not None else {run.pid: _stat(run.pid)[1]})}
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        report, errors = run.communicate(timeout=300)
        assert all_gone(processes)
        if kind != "parent":
            assert run.returncode == 0, errors
            assert scores(report) == wanted
    else:
        run.communicate(timeout=300)
    again = start(class_folder, book, environment)
    report, errors = again.communicate(timeout=300)
    assert again.returncode == 0, errors
    assert scores(report) == wanted
    for database in tmp_path.glob("*gradebook*"):
        if database.read_bytes()[:6] == b"SQLite":
            with contextlib.closing(sqlite3.connect(database)) as opened:
                assert opened.execute("PRAGMA integrity_check").fetchone() == ("ok",)
