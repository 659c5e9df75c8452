"""`make bench-against REV=...`: another commit and this one, in turn: the machine's mood shows. A class, what is felt.

    python -m tests.bench.against REV [class] [felt] [--students N] [--rounds N]

Both run in environments made in the same way: this one's packages, and the code of one commit.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.bench import felt
from tests.bench.handed_in import by_hand, write_class
from tests.bench.timed import ROOT, p50, p95

_OURS = ("cnn_exercises", "__editable__", "grader", "exercises", "reference")


@dataclass(frozen=True)
class Cost:
    """What one grading took: seconds by the clock, and of the processor with all children."""

    wall: float
    processor: float


def environment(folder: Path, code: Path) -> Path:
    """Make a virtual environment with this one's packages and the program at `code`; its Python.

    The packages are linked one by one: a child may read what lies in its own environment alone.
    """
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
    python = folder / "bin" / "python"
    asked = "import sysconfig; print(sysconfig.get_path('purelib'))"
    site = Path(subprocess.run([python, "-c", asked], check=True, capture_output=True, text=True).stdout.strip())
    for entry in Path(sysconfig.get_path("purelib")).iterdir():
        if not entry.name.startswith(_OURS) and not (site / entry.name).exists():
            (site / entry.name).symlink_to(entry)
    (site / "code.pth").write_text(f"{code}\n", encoding="utf-8")
    return python


@contextmanager
def checked_out(rev: str, folder: Path) -> Iterator[Path]:
    """The files of a commit, for as long as they are needed."""
    git = ["git", "-C", str(ROOT), "worktree"]
    subprocess.run([*git, "add", "--quiet", "--detach", str(folder), rev], check=True)
    try:
        yield folder
    finally:
        subprocess.run([*git, "remove", "--force", str(folder)], check=True)


def graded(python: Path, students: Path, jobs: int, cache: Path) -> Cost:
    """Grade a class folder's by-hand exercises from start to prompt."""
    only = [word for lesson in by_hand() for word in ("--exercise", lesson.name)]
    command = [str(python), "-m", "grader", "grade", "--student", str(students), "--jobs", str(jobs), *only]
    begun = time.perf_counter()
    process = subprocess.Popen(
        [*command, "--format", "csv"],
        cwd="/",
        env={**os.environ, "XDG_CACHE_HOME": str(cache)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    said = process.stderr.read()
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - begun
    if os.waitstatus_to_exitcode(status) != 0:
        raise RuntimeError(f"grade failed:\n{said[-2000:]}")
    return Cost(wall, used.ru_utime + used.ru_stime)


def beyond_start(python: Path, folder: Path, jobs: int, cache: Path) -> Cost:
    """What the class took more than its first submission alone: starting up is not what is compared."""
    one, all_ = (graded(python, folder / name, jobs, cache) for name in ("warm-up", "class"))
    return Cost(all_.wall - one.wall, all_.processor - one.processor)


def _line(name: str, costs: Sequence[Cost], students: int) -> str:
    wall, processor = (statistics.median(getattr(cost, what) for cost in costs) for what in ("wall", "processor"))
    each = 1000 * processor / students / len(by_hand())
    return f"{name:<12} {students / wall:6.2f} submissions/s   {each:6.2f} ms of processor an exercise"


def _compare_class(pythons: Mapping[str, Path], folder: Path, students: int, rounds: int) -> None:
    write_class(folder / "warm-up", by_hand(), 1)
    write_class(folder / "class", by_hand(), students + 1)
    for name, python in pythons.items():
        graded(python, folder / "warm-up", 1, folder / f"cache-{name}")
    for jobs in (1, 2):
        costs: dict[str, list[Cost]] = {name: [] for name in pythons}
        for _ in range(rounds):
            for name, python in pythons.items():
                costs[name].append(beyond_start(python, folder, jobs, folder / f"cache-{name}"))
        print(f"{jobs} worker{'s' * (jobs > 1)}, {students} submissions, median of {rounds}")
        for name, found in costs.items():
            print("  " + _line(name, found, students))
        ratios = [b.processor / a.processor for a, b in zip(*costs.values(), strict=True)]
        print(f"  processor, here by {next(iter(pythons))}: {statistics.median(ratios):.3f}", flush=True)


def _compare_felt(pythons: Mapping[str, Path], folder: Path, rounds: int) -> None:
    """Print what a student waits for; a bare Textual app's first picture and prompt stand beside."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ.update({f"XDG_{name}_HOME": f"{folder}/{name.lower()}" for name in ("CACHE", "CONFIG", "DATA")})
    programs = {name: [str(python), "-m", "grader"] for name, python in pythons.items()}
    student = felt.work_folder(folder / "student", programs["here"])
    shown = {name: (program, felt.first_picture()) for name, program in programs.items()}
    bare = {"bare": ([str(pythons["here"]), "-c", felt.BARE], ["a bare app"])}
    begun = felt.starts({**bare, **shown}, student, rounds)
    for what in ("paint", "leave"):
        print(_times(what, {name: getattr(start, what) for name, start in begun.items()}))
    for words, seconds in felt.commands(programs, student, rounds).items():
        print(_times(words, seconds), flush=True)
    keys = {name: felt.keys_while_training(program, student) for name, program in programs.items()}
    print(_times("key, p50", {name: p50(times) for name, (times, _) in keys.items()}))
    print(_times("key, p95", {name: p95(times) for name, (times, _) in keys.items()}))
    print(_times("leave, training", {name: leaving for name, (_, leaving) in keys.items()}))


def _times(what: str, seconds: Mapping[str, float]) -> str:
    return f"{what:<20}" + "".join(f"{name:>14} {1000 * each:7.0f} ms" for name, each in seconds.items())


def main() -> None:
    """Compare, and print the medians."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.against", description="this commit against another")
    parser.add_argument("rev", help="the commit to measure beside this one")
    parser.add_argument("what", nargs="*", help="class, felt: both where none is named")
    parser.add_argument("--students", type=int, default=42)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-") as made:
        folder = Path(made)
        with checked_out(asked.rev, folder / "code") as other:
            pythons = {asked.rev[:12]: environment(folder / "other", other), "here": environment(folder / "here", ROOT)}
            if "class" in asked.what or not asked.what:
                _compare_class(pythons, folder, asked.students, asked.rounds)
            if "felt" in asked.what or not asked.what:
                _compare_felt(pythons, folder, asked.rounds)


if __name__ == "__main__":
    main()
