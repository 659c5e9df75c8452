"""A run on a machine that others keep busy: honest files end as they would alone, and it is told what they got."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from exercises.definition import Needs
from grader.core.results import FAIR_SHARE, Status
from grader.sandbox.parent.client import Sandbox
from grader.sandbox.parent.jobs import Answer, Call, Ended, Job

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")

WORKS = b"""
import time
def f(seconds):
    while time.process_time() < seconds:
        pass
    return "done"
"""
SELF_TIMED = b"""
import time
def f(seconds):
    began, rounds = time.monotonic(), 0
    while time.monotonic() - began < seconds:
        rounds += 1
    return rounds
"""
SLEEPS = b"import time\ndef f(seconds):\n    time.sleep(seconds)\n"
TOO_BUSY = "on a busy machine and was stopped"
"""Said at the wall's own, longer limit: a machine that already was busy may reach it with this test's load on top."""


@pytest.fixture
def busy():
    """Three endless loops for each processor, each in a session of its own: Linux shares the time out by session."""
    command = [sys.executable, "-c", "while True: pass"]
    loops = [subprocess.Popen(command, start_new_session=True) for _ in range(3 * (os.cpu_count() or 1))]
    yield
    for loop in loops:
        loop.kill()
        loop.wait()


def run(source: bytes, argument: float, limit: float) -> tuple[object, Ended]:
    with Sandbox() as sandbox:
        list(sandbox.run(Job(Needs.NUMPY, (("/x/file.py", WORKS),), (Call("f", (0.0,)),), (0,), 0)))  # warm
        job = Job(Needs.NUMPY, (("/x/file.py", source),), (Call("f", (argument,)),), (0,), 0, seconds=limit)
        *heard, ended = sandbox.run(job)
    (value,) = [one.outcome.value for one in heard if isinstance(one, Answer)] or [None]
    return value, ended


def test_waiting_for_a_busy_machine_costs_no_time(busy):
    value, ended = run(WORKS, 1.2, limit=2.0)
    assert (value, ended.status) == ("done", None) or TOO_BUSY in ended.detail
    assert ended.share < FAIR_SHARE


def test_a_file_that_times_itself_is_told_to_have_been_starved(busy):
    _, ended = run(SELF_TIMED, 3.0, limit=10.0)
    assert ended.status is None and ended.share < FAIR_SHARE


def test_on_a_busy_machine_a_loop_still_ends(busy):
    _, ended = run(WORKS, 1e9, limit=1.0)
    assert ended.status is Status.TIMEOUT
    if TOO_BUSY in ended.detail:
        assert ended.share < FAIR_SHARE
    else:
        assert "1 s of processor time" in ended.detail
        assert ended.share == 1.0, "it had its time: the machine is not to blame"


def test_a_file_that_only_sleeps_ends_in_time():
    _, ended = run(SLEEPS, 600.0, limit=1.0)
    assert ended.status is Status.TIMEOUT and "did nothing for 1 s" in ended.detail
    assert ended.seconds < 10
