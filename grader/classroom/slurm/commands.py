"""Speaks to Slurm: submits an array, and sees what of it is still there.

Owns calling `sbatch` and `squeue`, each with a time limit, and reading their answers. What to submit is `cluster`'s.
"""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from grader.core.errors import MachineError

_PATIENCE = 60.0
_LONGEST_REASON = 200


class SlurmError(MachineError):
    """Slurm is not there, refused, or did not answer: one line that says which."""


@dataclass(frozen=True)
class Task:
    """A task of an array that Slurm still knows: its index, `RUNNING` or another state, and why it waits."""

    index: int
    state: str
    reason: str


def _call(command: Sequence[str], content: str = "") -> str:
    try:
        done = subprocess.run(command, input=content, capture_output=True, text=True, timeout=_PATIENCE, check=False)
    except FileNotFoundError:
        raise SlurmError(f"{command[0]} is not installed here: --slurm needs a machine of the cluster") from None
    except subprocess.TimeoutExpired:
        raise SlurmError(f"{command[0]} did not answer within {_PATIENCE:.0f} s") from None
    if done.returncode != 0:
        reason = (done.stderr.strip().splitlines() or ["no reason given"])[-1][:_LONGEST_REASON]
        raise SlurmError(f"{command[0]} refused: {reason}")
    return done.stdout


def submit(name: str, indices: Sequence[int], script: str, logs: Path, options: Sequence[str]) -> str:
    """Submit one task per index; the job's number. The task finds its index in SLURM_ARRAY_TASK_ID."""
    array = ",".join(str(index) for index in indices)
    log = logs / "shard-%a.log"
    command = ["sbatch", "--parsable", f"--job-name={name}", f"--array={array}", f"--output={log}", "--no-requeue"]
    return _call([*command, f"--chdir={logs}", *options], script).strip().partition(";")[0]


def active(name: str) -> dict[int, Task]:
    """Return the tasks of that name that wait or run, by index."""
    answer = _call(["squeue", "--me", f"--name={name}", "--noheader", "--array", "--format=%K|%T|%r"])
    found = {}
    for line in answer.splitlines():
        index, _, rest = line.strip().partition("|")
        if index.isdigit():
            state, _, reason = rest.partition("|")
            found[int(index)] = Task(int(index), state, reason)
    return found
