"""A throwaway Slurm of one node: real slurmctld and slurmd as this user, in a temporary folder, on free ports."""

from __future__ import annotations

import contextlib
import getpass
import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROGRAMS = ("slurmctld", "slurmd", "sbatch", "squeue", "sinfo", "scancel")

_CONFIGURATION = """
ClusterName=throwaway
SlurmctldHost={host}(127.0.0.1)
SlurmctldPort={port_ctld}
SlurmdPort={port_slurmd}
AuthType=auth/none
CredType=cred/none
AuthInfo=cred_expire=5
SlurmUser={user}
SlurmdUser={user}
StateSaveLocation={root}/state
SlurmdSpoolDir={root}/spool
SlurmctldPidFile={root}/slurmctld.pid
SlurmdPidFile={root}/slurmd.pid
SlurmctldLogFile={root}/slurmctld.log
SlurmdLogFile={root}/slurmd.log
PlugStackConfig={root}/plugstack.conf
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
MpiDefault=none
MailProg=/bin/true
ReturnToService=2
KillWait=3
SchedulerParameters=batch_sched_delay=0,sched_interval=1,sched_min_interval=0,bf_interval=1
CommunicationParameters=NoCtldInAddrAny,NoInAddrAny
NodeName={host} NodeAddr=127.0.0.1 CPUs={cpus} State=UNKNOWN
PartitionName=main Nodes={host} Default=YES MaxTime=INFINITE State=UP
"""


def missing() -> str:
    """The first program of Slurm that is not installed here."""
    return next((name for name in PROGRAMS if not _found(name)), "")


def _found(name: str) -> str | None:
    return shutil.which(name, path=os.environ.get("PATH", "") + ":/usr/sbin:/sbin")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answer(command: list[str], environment: dict[str, str]) -> str:
    with contextlib.suppress(subprocess.TimeoutExpired):
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=10, check=False)
        return done.stdout
    return ""


def wait_for(what, seconds: float = 120.0):
    """The first true answer of `what`, asked until then; fails when it takes too long."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if answer := what():
            return answer
        time.sleep(0.1)
    raise AssertionError(f"waited {seconds:.0f} s in vain")


def _stop(processes: list[subprocess.Popen[bytes]], environment: dict[str, str]) -> None:
    _answer(["scancel", "-u", getpass.getuser()], environment)
    with contextlib.suppress(AssertionError):
        wait_for(lambda: not _answer(["squeue", "-h"], environment).strip(), 15)
    for process in processes:
        process.terminate()
    for process in processes:
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _end_steps(root: Path) -> None:
    """A slurmstepd in mid-cancel outlives its slurmd."""
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError, ValueError):
            variables = (folder / "environ").read_bytes()
            if str(root).encode() in variables and b"slurmstepd" in (folder / "cmdline").read_bytes():
                os.kill(int(folder.name), signal.SIGKILL)


@contextmanager
def running(root: Path) -> Iterator[dict[str, str]]:
    """A cluster; the environment in which its commands work."""
    for name in ("state", "spool"):
        (root / name).mkdir(parents=True)
    (root / "plugstack.conf").write_text("")
    host = socket.gethostname().partition(".")[0]
    text = _CONFIGURATION.format(
        host=host,
        user=getpass.getuser(),
        root=root,
        cpus=os.cpu_count() or 1,
        port_ctld=_free_port(),
        port_slurmd=_free_port(),
    )
    (root / "slurm.conf").write_text(text)
    environment = {**os.environ, "SLURM_CONF": str(root / "slurm.conf")}
    environment["PATH"] = environment.get("PATH", "") + ":/usr/sbin:/sbin"
    processes = []
    for command in (["slurmctld", "-D", "-c"], ["slurmd", "-D", "-N", host]):
        log = (root / f"{command[0]}.out").open("wb")
        processes.append(
            subprocess.Popen([str(_found(command[0])), *command[1:]], env=environment, stdout=log, stderr=log)
        )
    try:
        wait_for(lambda: "idle" in _answer(["sinfo", "-h", "-o", "%T"], environment), 60)
        yield environment
    finally:
        _stop(processes, environment)
        _end_steps(root)
