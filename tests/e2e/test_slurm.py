"""A class on a real Slurm of one node: to its end, a shard cancelled, one killed, the submitter killed."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import warnings
from pathlib import Path

import pytest

from tests.e2e import slurm_cluster
from tests.e2e.slurm_cluster import wait_for

ABSENT = slurm_cluster.missing()
if ABSENT:
    warnings.warn(f"SLURM IS NOT TESTED: {ABSENT} is not installed (apt-get install slurmctld slurmd)", stacklevel=1)
pytestmark = pytest.mark.skipif(bool(ABSENT), reason=f"SLURM IS NOT TESTED: {ABSENT} is not installed")

RIGHT = """
def output_size(n, f, stride=1, pad=0):
    if f > n + 2 * pad:
        raise ValueError("too large")
    return (n - f + 2 * pad) // stride + 1
"""
SLOW = "import time\ntime.sleep(6)\n" + RIGHT
STUDENTS = 6


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    with slurm_cluster.running(tmp_path_factory.mktemp("slurm")) as environment:
        yield environment


@pytest.fixture
def classroom(tmp_path):
    for number in range(STUDENTS):
        folder = tmp_path / "class" / f"student{number}"
        folder.mkdir(parents=True)
        (folder / "output_size.py").write_text(f"# {number}\n{RIGHT}")
    return tmp_path / "class"


class Submitter:
    """`cnn-exercises grade --slurm` as a process of its own."""

    def __init__(self, classroom: Path, environment: dict[str, str], *more: str) -> None:
        self.output = classroom.parent / "out"
        self.environment = environment
        command = [sys.executable, "-P", "-m", "grader", "grade", "--slurm", "--shards=3", "--exercise=output_size"]
        command += [f"--student={classroom}", f"--output={self.output}", "--format=json", *more]
        self.process = subprocess.Popen(
            command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd="/"
        )

    def wait(self) -> str:
        """What it said; it must end well."""
        said, _ = self.process.communicate(timeout=240)
        assert self.process.returncode == 0, said
        return said

    def kill(self) -> None:
        """End it as a lost connection would."""
        self.process.send_signal(signal.SIGKILL)
        self.process.communicate(timeout=60)

    def scores(self) -> dict[str, float]:
        report = json.loads((self.output / "report.json").read_text())
        return {student["student"]: student["score"] for student in report["students"]}

    def running(self) -> list[str]:
        """Tasks that run now, as JOB_INDEX."""
        command = ["squeue", "-h", "-r", "-t", "running", "-o", "%i"]
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, timeout=30, check=True)
        return done.stdout.split()

    def shards(self) -> list[int]:
        """Processes of the shards of this very class."""
        found = []
        for folder in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                words = (folder / "cmdline").read_bytes().decode().split("\0")
                if f"--output={self.output}" in words and any(word.startswith("--shard=") for word in words):
                    found.append(int(folder.name))
        return found


EVERYBODY = {f"student{number}": 5.0 for number in range(STUDENTS)}


def make_slow(classroom: Path) -> None:
    for number in range(STUDENTS):
        (classroom / f"student{number}" / "output_size.py").write_text(f"# {number}\n{SLOW}")


def test_an_array_to_its_end_and_only_what_changed_once_more(cluster, classroom):
    first = Submitter(classroom, cluster)
    said = first.wait()
    assert "submitted: 3 shards" in said
    assert first.scores() == EVERYBODY
    assert not (first.output / "slurm" / "run.json").exists()

    (classroom / "student4" / "output_size.py").write_text("def output_size(n, f, stride=1, pad=0):\n    return 0\n")
    second = Submitter(classroom, cluster)
    second.wait()
    assert second.scores() == {**EVERYBODY, "student4": 0.0}
    logs = "".join(path.read_text() for path in (second.output / "slurm").glob("shard-*.log"))
    assert logs.count("1 exercise run, 1 already known") == 1
    assert logs.count("0 exercises run, 2 already known") == 2


def test_a_cancelled_shard_is_submitted_again(cluster, classroom):
    make_slow(classroom)
    submitter = Submitter(classroom, cluster)
    task = wait_for(submitter.running)[0]
    subprocess.run(["scancel", task], env=cluster, check=True, timeout=30)
    said = submitter.wait()
    assert "submitted again: 1 shard" in said
    assert submitter.scores() == EVERYBODY


def test_a_killed_shard_is_submitted_again(cluster, classroom):
    make_slow(classroom)
    submitter = Submitter(classroom, cluster)
    os.kill(wait_for(submitter.shards)[0], signal.SIGKILL)
    said = submitter.wait()
    assert "submitted again: 1 shard" in said
    assert submitter.scores() == EVERYBODY


def test_a_killed_submitter_takes_its_run_up_again(cluster, classroom):
    make_slow(classroom)
    killed = Submitter(classroom, cluster)
    wait_for(killed.running)
    killed.kill()
    again = Submitter(classroom, cluster, "--shards=2")
    said = again.wait()
    assert "taking up a run of 3 shards" in said
    assert "submitted" not in said
    assert again.scores() == EVERYBODY


def test_a_shard_that_never_succeeds_is_given_up_and_named(cluster, classroom):
    submitter = Submitter(classroom, cluster, "--sbatch=--export=NONE,PYTHONHOME=/nonexistent")
    said, _ = submitter.process.communicate(timeout=240)
    assert submitter.process.returncode == 1
    assert "not complete after 3 tries: shards 1, 2, 3" in said


def test_without_slurm_one_line_says_so(classroom):
    environment = {**os.environ, "PATH": "/nonexistent"}
    submitter = Submitter(classroom, environment)
    said, _ = submitter.process.communicate(timeout=60)
    assert submitter.process.returncode == 1
    assert "sbatch is not installed" in said or "squeue is not installed" in said
