"""A run's time: processor time and sleep count, waiting for a busy machine does not."""

from __future__ import annotations

import os
import sys

import pytest

from grader.sandbox.parent import clock as module
from grader.sandbox.parent.clock import Clock, Spent, spent


@pytest.fixture
def run(monkeypatch):
    """A clock over made-up readings: (wall, processor, waited) a second apart."""

    def look(limit: float, threads: int, *readings: tuple[float, float, float]) -> tuple[str, Clock]:
        clock = Clock(limit, threads)
        clock.start(0.0)
        why = ""
        for wall, processor, waited in readings:
            told = Spent(processor, waited)
            monkeypatch.setattr(module, "spent", lambda pid, told=told: told)
            why = clock.look(1, wall)
            if why:
                break
        return why, clock

    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    return look


@pytest.mark.parametrize(
    ("readings", "why"),
    [
        ([(9.0, 9.0, 0.0)], ""),
        ([(10.0, 10.0, 0.0)], "used more than 10 s of processor time"),
        ([(20.0, 9.0, 11.0)], ""),  # the machine was busy
        ([(10.0, 0.0, 0.0)], "did nothing for 10 s"),
        ([(15.0, 5.0, 4.0)], ""),
        ([(49.0, 9.0, 40.0)], ""),
        ([(50.0, 9.0, 41.0)], "ran longer than 50 s on a busy machine"),
    ],
)
def test_what_ends_a_run_of_one_thread(run, readings, why):
    assert run(10.0, 1, *readings)[0] == why


def test_only_a_run_that_the_machine_cut_short_is_its_fault(run):
    assert run(10.0, 1, (50.0, 9.0, 41.0))[1].cut_short
    assert not run(10.0, 1, (20.0, 10.0, 10.0))[1].cut_short
    assert not run(10.0, 1, (20.0, 0.0, 0.0))[1].cut_short


def test_two_threads_use_their_processor_time_in_half_the_time(run):
    assert run(120.0, 2, (59.0, 118.0, 0.0))[0] == ""
    assert "120 s of processor time" in run(120.0, 2, (61.0, 120.5, 0.0))[0]
    assert run(120.0, 2, (119.0, 119.0, 0.0))[0] == "", "an honest file of one thread may use it all"


@pytest.mark.parametrize(
    ("threads", "reading", "share"),
    [
        (1, (10.0, 9.9, 0.1), 1.0),
        (1, (10.0, 4.0, 6.0), 0.4),
        (2, (10.0, 8.0, 6.0), 0.4),
        (2, (10.0, 10.0, 0.0), 1.0),  # one thread of its own, on an idle machine
        (1, (10.0, 19.0, 9.5), 1.0),  # its own hundred threads are in each other's way
        (1, (10.0, 0.0, 0.0), 1.0),  # asleep
        (1, (0.5, 0.1, 0.4), 1.0),  # too short to say
    ],
)
def test_how_much_of_the_machine_a_run_got(run, threads, reading, share):
    assert run(1000.0, threads, reading)[1].share() == pytest.approx(share)


def test_where_the_system_says_nothing_the_wall_clock_decides(run, monkeypatch):
    clock = Clock(10.0, 2)
    clock.start(0.0)
    monkeypatch.setattr(module, "spent", lambda pid: None)
    assert clock.look(1, 4.0) == ""
    assert clock.look(1, 5.5) == "ran longer than 5 s"
    assert clock.share() == 1.0


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_a_process_that_works_uses_processor_time():
    before = spent(os.getpid())
    sum(n * n for n in range(3_000_000))
    assert spent(os.getpid()).processor > before.processor
    assert spent(2**30) is None
