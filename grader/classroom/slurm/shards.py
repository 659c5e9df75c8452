"""Runs a class on a Slurm cluster: shards of the same command, gathered as `merge` gathers them.

Owns which shard is submitted when. A shard is done when its gradebook is complete; what is neither done nor in the
queue is submitted again, a few times. The submitter may be killed and started again: the queue and the gradebooks
tell it everything, and a small file tells how many shards there are. Every wait has a bound.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import shlex
import sys
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from grader.classroom.gradebook.class_secret import bound, shared
from grader.classroom.gradebook.merge import merge
from grader.classroom.gradebook.roll import ClassPlan
from grader.classroom.gradebook.store import Gradebook, GradebookError
from grader.classroom.intake.take_in import taken_in
from grader.classroom.report.marks import begin, deliver_marks
from grader.classroom.run import announce, asked_of, compare_kept, say_count
from grader.classroom.settings.options import OPTIONS, OptionError, Takes
from grader.classroom.settings.request import GradeSettings, Shard, gradebook_beside
from grader.classroom.similarity import library
from grader.classroom.slurm.commands import SlurmError, Task, active, submit
from grader.core import atomic
from grader.core.lessons import lessons
from grader.core.text import plural, say

_POLL = 2.0
_LONGEST = 24 * 3600.0
_TRIES = 3
_SILENCES = 15
"""How often in a row Slurm may fail to answer: a controller that restarts takes a minute."""
_OF_SUBMITTER = frozenset(
    ("slurm", "shards", "partition", "sbatch", "format", "shard", "output", "gradebook", "fresh", "jobs", "similar")
)


def flags(options: Mapping[str, object]) -> list[str]:
    """Return options as the flags that say the same, paths made absolute: a task starts in another folder."""
    written: list[str] = []
    for option in OPTIONS:
        value = options.get(option.key)
        if value is None or option.key in _OF_SUBMITTER:
            continue
        if option.kind is Takes.SWITCH:
            written += [f"--{option.name}"] if value else []
        elif isinstance(value, Path):
            written.append(f"--{option.name}={value.resolve()}")
        elif isinstance(value, Mapping):
            written += [f"--{option.name}={name}={number}" for name, number in value.items()]
        elif isinstance(value, tuple):
            written += [f"--{option.name}={item}" for item in value]
        else:
            written.append(f"--{option.name}={value}")
    return written


def task_script(options: Mapping[str, object], folder: Path, shards: int, jobs: int) -> str:
    """Return what each task runs: this program again, on its shard."""
    words = [sys.executable, "-P", "-m", "grader", "grade", *flags(options), f"--jobs={jobs}", f"--output={folder}"]
    line = " ".join(shlex.quote(word) for word in words)
    return f'#!/bin/sh\nexec {line} --shard="$SLURM_ARRAY_TASK_ID/{shards}"\n'


@dataclass
class OnCluster:
    """Hold a class that is under way on a cluster. `queue` and `send` are Slurm's, or a test's."""

    folder: Path
    shards: int
    complete: Callable[[int], bool]
    send: Callable[[list[int]], str]
    queue: Callable[[], Mapping[int, Task]]
    pause: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    tries: Counter[int] = field(default_factory=Counter)
    done: set[int] = field(default_factory=set)
    told: str = ""

    def follow(self) -> list[int]:
        """Submit, watch and submit again until every shard is done or given up; the latter, in order."""
        end, silences = self.clock() + _LONGEST, 0
        while True:
            try:
                tasks = self.queue()
                missing = [index for index in range(1, self.shards + 1) if not self._done(index, tasks)]
                waiting = [index for index in missing if index in tasks]
                lost = [index for index in missing if index not in tasks and self.tries[index] < _TRIES]
                if lost:
                    self._submit(lost)
                silences = 0
            except SlurmError as problem:
                silences += 1
                if silences >= _SILENCES or not self.tries.total():
                    raise
                say(f"{problem}; trying again")
                self.pause(_POLL)
                continue
            if not lost and not waiting:
                return missing
            self._tell(missing, tasks)
            if self.clock() > end:
                raise SlurmError("the cluster has not finished within a day: the same command takes it up again")
            self.pause(_POLL)

    def _done(self, index: int, tasks: Mapping[int, Task]) -> bool:
        if index not in self.done and index not in tasks and self.complete(index):
            self.done.add(index)
        return index in self.done

    def _submit(self, lost: list[int]) -> None:
        again = [index for index in lost if self.tries[index]]
        job = self.send(lost)
        self.tries.update(lost)
        verb = "submitted again" if again else "submitted"
        say(f"{verb}: {plural(len(lost), 'shard')} as job {job}")

    def _tell(self, missing: list[int], tasks: Mapping[int, Task]) -> None:
        running = sum(1 for task in tasks.values() if task.state != "PENDING")
        waiting = [task for task in tasks.values() if task.state == "PENDING"]
        reason = f" ({waiting[0].reason})" if waiting else ""
        line = f"{self.shards - len(missing)} of {plural(self.shards, 'shard')} done, "
        line += f"{running} running, {len(waiting)} waiting{reason}"
        if line != self.told:
            say(line)
            self.told = line


def _is_complete(wanted: ClassPlan, folder: Path, shard: Shard) -> bool:
    path = gradebook_beside(folder, to_folder=True, shard=shard)
    try:
        with Gradebook(path, create=False) as gradebook:
            plan = gradebook.plan()
            same = plan.seed == wanted.seed and set(wanted.exercises) <= set(plan.exercises)
            return same and plan.shard == str(shard) and gradebook.complete()
    except (GradebookError, ValueError, KeyError, TypeError):
        return False


def _begun(settings: GradeSettings, record: Path, students: int) -> int:
    """Return how many shards: those of a run that was left, or as many as asked for and there are students."""
    assert settings.slurm is not None
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
        shards = int(json.loads(record.read_text())["shards"])
        if not settings.fresh and shards > 0:
            say(f"taking up a run of {plural(shards, 'shard')} that was left")
            return shards
    shards = max(1, min(settings.slurm.shards, students))
    for path in record.parent.parent.glob("gradebook-*-of-*.sqlite"):
        # what earlier shards found out stays known, but each must look at its students again
        if settings.fresh or not path.name.endswith(f"-of-{shards}.sqlite"):
            path.unlink()
        else:
            with contextlib.suppress(GradebookError), Gradebook(path) as gradebook:
                gradebook.reopen()
    atomic.write_text(record, [json.dumps({"shards": shards})])
    return shards


def _gather(settings: GradeSettings, folder: Path, shards: int) -> int:
    """Merge what is there and report it; how many exercises are not graded."""
    assert settings.gradebook is not None
    paths = [gradebook_beside(folder, to_folder=True, shard=Shard(index, shards)) for index in range(1, shards + 1)]
    there = [path for path in paths if path.is_file()]
    if not there:
        say("no shard left a gradebook: their logs say why")
        return 1
    if settings.gradebook.is_file():
        with Gradebook(settings.gradebook) as gradebook:
            begin(gradebook)
    merged = merge(there, settings.gradebook)
    for line in merged.conflicts:
        say(line)
    with Gradebook(settings.gradebook) as gradebook:
        for student, exercise, reason in gradebook.failures():
            say(f"the grader failed on {student}, {exercise}: {reason}")
        if settings.similar:
            compare_kept(gradebook)
        deliver_marks(gradebook, settings.formats, settings.output, settings.to_folder, by_hand=False)
    say(f"gathered {plural(merged.students, 'submission')} from {plural(len(there), 'shard')}")
    return merged.left + (len(paths) - len(there))


def grade_on_slurm(settings: GradeSettings, options: Mapping[str, object]) -> int:
    """Let the cluster grade, wait for it, gather and report; the exit status."""
    if settings.output is None or settings.slurm is None:
        raise OptionError("--slurm needs a folder that all machines of the cluster see: give --output DIR")
    if settings.similar:
        library()
    folder = settings.output.resolve()
    logs = folder / "slurm"
    logs.mkdir(parents=True, exist_ok=True)
    record = logs / "run.json"
    plan = bound(settings.plan, settings.holding_out, shared(folder))
    file_names = [lesson.file_name for lesson in lessons()]
    with taken_in(settings.student, file_names, asked_of(settings)) as intake:
        announce(intake)
        students, count = len(intake.submissions), intake.count
    name = f"cnn-exercises-{hashlib.sha256(str(folder).encode()).hexdigest()[:10]}"
    if settings.fresh and active(name):
        raise OptionError(f"a run for {folder} is still going: 'scancel --name={name}' stops it")
    shards = _begun(settings, record, students)
    jobs = settings.jobs if "jobs" in options else 1
    script = task_script(options, folder, shards, jobs)
    extra = [f"--partition={settings.slurm.partition}"] if settings.slurm.partition else []
    extra += [f"--cpus-per-task={jobs}", *settings.slurm.options]
    on_cluster = OnCluster(
        folder,
        shards,
        complete=lambda index: _is_complete(plan, folder, Shard(index, shards)),
        send=lambda indices: submit(name, indices, script, logs, extra),
        queue=lambda: active(name),
    )
    try:
        given_up = on_cluster.follow()
    except KeyboardInterrupt:
        say(f"left: the cluster goes on; the same command takes it up again, 'scancel --name={name}' stops it")
        return 130
    left = _gather(settings, folder, shards)
    say_count(count)
    if given_up or left:
        named = ", ".join(str(index) for index in given_up)
        say(f"not complete after {_TRIES} tries: shards {named}; their logs are in {logs}" if named else "not complete")
        return 1
    record.unlink(missing_ok=True)
    return 0
