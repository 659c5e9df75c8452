"""Which shard is submitted when, with a stand-in for Slurm. The real one is in tests/e2e/test_slurm.py."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from grader.classroom.slurm.commands import SlurmError, Task
from grader.classroom.slurm.shards import OnCluster, flags, task_script


class Cluster:
    """Tasks end one look after they were submitted; `fate` says how often each shard fails before it is done."""

    def __init__(self, shards: int, fate: dict[int, int] | None = None, running: set[int] | None = None) -> None:
        self.fate = fate or {}
        self.tasks = running or set()
        self.done: set[int] = set()
        self.submitted: list[list[int]] = []
        self.silent = 0
        self.now = 0.0
        self.run = OnCluster(
            Path(), shards, self.done.__contains__, self.send, self.queue, self.pause, lambda: self.now
        )

    def send(self, indices: list[int]) -> str:
        self.submitted.append(indices)
        self.tasks |= set(indices)
        return "7"

    def queue(self) -> dict[int, Task]:
        if self.silent:
            self.silent -= 1
            raise SlurmError("squeue did not answer within 60 s")
        return {index: Task(index, "RUNNING", "None") for index in self.tasks}

    def pause(self, seconds: float) -> None:
        self.now += seconds
        for index in self.tasks:
            if self.fate.get(index, 0):
                self.fate[index] -= 1
            else:
                self.done.add(index)
        self.tasks = set()


def test_every_shard_once():
    cluster = Cluster(3)
    assert cluster.run.follow() == []
    assert cluster.submitted == [[1, 2, 3]]


def test_only_what_is_lost_goes_again():
    cluster = Cluster(4, fate={2: 1, 4: 2})
    assert cluster.run.follow() == []
    assert cluster.submitted == [[1, 2, 3, 4], [2, 4], [4]]


def test_what_never_works_is_given_up():
    cluster = Cluster(3, fate={3: 99})
    assert cluster.run.follow() == [3]
    assert cluster.submitted == [[1, 2, 3], [3], [3]]


def test_what_is_still_in_the_queue_is_not_submitted_again():
    cluster = Cluster(3, running={1, 3})
    cluster.done.add(2)
    assert cluster.run.follow() == []
    assert cluster.submitted == []


def test_a_silence_is_waited_out_but_not_for_ever(capsys):
    cluster = Cluster(2)
    cluster.run.tries[1] = 1
    cluster.silent = 5
    assert cluster.run.follow() == []
    assert "trying again" in capsys.readouterr().err
    cluster = Cluster(2)
    cluster.run.tries[1] = 1
    cluster.silent = 10**6
    with pytest.raises(SlurmError):
        cluster.run.follow()


def test_a_queue_that_never_moves_is_left_after_a_day():
    cluster = Cluster(1, running={1})
    cluster.run.pause = lambda seconds: setattr(cluster, "now", cluster.now + 3600)
    with pytest.raises(SlurmError, match="takes it up again"):
        cluster.run.follow()


def test_a_task_is_the_same_command_on_a_shard(tmp_path):
    options = {
        "student": tmp_path / "it's a class",
        "exercise": ("output_size", "lenet5"),
        "points": {"lenet5": 2.5},
        "seed": 4,
        "require_confinement": True,
        "similar": True,  # of the whole class, once all is gathered
        "slurm": True,
        "shards": 4,
        "fresh": True,
        "format": ("html",),
    }
    assert flags(options) == [
        f"--student={tmp_path}/it's a class",
        "--exercise=output_size",
        "--exercise=lenet5",
        "--seed=4",
        "--points=lenet5=2.5",
        "--require-confinement",
    ]
    script = task_script(options, tmp_path, 4, 2)
    words = shlex.split(script.splitlines()[1])
    assert f"--student={tmp_path}/it's a class" in words
    assert words[-1] == "--shard=$SLURM_ARRAY_TASK_ID/4" and f"--output={tmp_path}" in words and "--jobs=2" in words
