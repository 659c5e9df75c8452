"""Where a child gets a GPU's devices, the limit on addresses gives way to a watch on the memory in use."""

from __future__ import annotations

from exercises.definition import Needs
from grader.core.results import Status
from grader.sandbox.parent.client import Sandbox
from grader.sandbox.parent.jobs import Answer, Call, Ended, Job

SOURCE = b"""
import time
import numpy as np


def reserve(gigabytes):
    return np.empty((gigabytes << 30,), np.uint8).nbytes


def use(gigabytes):
    taken = np.ones((gigabytes << 30,), np.uint8)
    time.sleep(5)
    return int(taken[-1])
"""


def _heard(function, gigabytes, memory):
    devices = ("/dev/null",)
    call = (Call(function, (gigabytes,)),)
    job = Job(Needs.NUMPY, (("/nowhere/x.py", SOURCE),), call, (0,), 0, memory=memory, devices=devices)
    with Sandbox() as sandbox:
        return list(sandbox.run(job))


def test_reserved_addresses_are_not_counted():
    answer, ended = _heard("reserve", 8, 1 << 30)
    assert isinstance(answer, Answer)
    assert answer.outcome.value == 8 << 30
    assert ended.status is None


def test_memory_in_use_is():
    (ended,) = _heard("use", 2, 1 << 30)
    assert isinstance(ended, Ended)
    assert ended.status is Status.MEMORY
    assert "1 GiB" in ended.detail
